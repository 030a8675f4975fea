import { readdirSync, readFileSync } from 'node:fs';

/**
 * A process and everything it started, kept from running, as a laptop's sleep keeps everything. What it is not: the machine
 * goes on, so that the monotonic clock does not stand still and what arrives meanwhile waits in the socket.
 */
export function putToSleep(pid: number): { wake(): void } {
  const all = familyOf(pid);
  all.forEach((each) => process.kill(each, 'SIGSTOP'));
  // The first to stop wakes last: whoever serves it is there already.
  return { wake: () => all.toReversed().forEach((each) => process.kill(each, 'SIGCONT')) };
}

function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }));
  const below = (of: number): number[] => parents.flatMap((each) => (each.parent === of ? [each.pid, ...below(each.pid)] : []));
  return [pid, ...below(pid)];
}

function parentOf(pid: string): number | undefined {
  try {
    // The name of a program may hold blanks and brackets; what follows its last bracket does not.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(parent);
  } catch {
    return undefined;
  }
}
