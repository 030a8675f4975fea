/** Prints one line of progress; passed in so that tests can listen. */
export type Say = (line: string) => void;

export const say: Say = (line) => {
  process.stdout.write(`${line}\n`);
};

/** A duration as a person says it: 0.4 s, 12 s, 2 min 5 s. */
export function elapsed(durationMs: number): string {
  if (durationMs < 9_950) {
    return `${(durationMs / 1_000).toFixed(1)} s`;
  }
  const seconds = Math.round(durationMs / 1_000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Says what begins, does it, and says how long it took. */
export async function step<T>(title: string, work: () => Promise<T>, tell: Say = say): Promise<T> {
  tell(`${title} ...`);
  const startedAt = performance.now();
  const result = await work();
  tell(`  done in ${elapsed(performance.now() - startedAt)}`);
  return result;
}

/** Lets a line through at most once every `everyMs`, so that a long download does not flood a log. */
export function seldom(tell: Say, everyMs: number, now: () => number = () => performance.now()): Say {
  let lastAt = now();
  return (line) => {
    if (now() - lastAt >= everyMs) {
      lastAt = now();
      tell(line);
    }
  };
}
