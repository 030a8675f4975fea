/** Under which name the alerts of a heartbeat come, where others have their integration's; an id the log takes, also of a long one. */
export function heartbeatOrigin(id: string): string {
  return `heartbeat.${id}`.slice(0, 100);
}

/** What is expected of a heartbeat: a beat every `everyMs`, at most `graceMs` late. */
export interface Expected {
  everyMs: number;
  graceMs: number;
}

/** Whether a heart beats on time, is late within its grace, or is missing. */
export type HeartState = 'on-time' | 'late' | 'missing';

/** How a heart stands, since when silence counts (relay ms), and when that changes unless it beats (relay ms); a missing one stays so. */
export interface HeartJudgement {
  state: HeartState;
  silentSince: number;
  lookAt: number | undefined;
}

/**
 * Judges a heart at `now` (relay ms) by its last beat, undefined when it was never heard. Silence counts from `since` at the
 * earliest: when whoever listens began to, for what it could not hear is nobody's fault and pages nobody.
 */
export function judgeHeart(
  { everyMs, graceMs }: Expected,
  heard: { lastBeat: number | undefined; since: number },
  now: number,
): HeartJudgement {
  const silentSince = Math.max(heard.lastBeat ?? heard.since, heard.since);
  const dueAt = silentSince + everyMs;
  if (now < dueAt) {
    return { state: 'on-time', silentSince, lookAt: dueAt };
  }
  const missingAt = dueAt + graceMs;
  return now < missingAt ? { state: 'late', silentSince, lookAt: missingAt } : { state: 'missing', silentSince, lookAt: undefined };
}
