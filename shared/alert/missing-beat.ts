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

/**
 * Since when silence counts after whoever listens was deaf `from` one instant `until` another (relay ms), as over a restart or a sleep:
 * - as before when the beat is still to come, so that daily restarts hide nothing;
 * - from the end of it when a beat may have gone unheard;
 * - when that was so for this silence already, only the deaf time itself does not count: a job that beats is heard once in a while.
 */
export function sinceAfterDeafness(
  { everyMs, graceMs }: Expected,
  { lastBeat, since }: { lastBeat: number | undefined; since: number },
  { from, until }: { from: number; until: number },
): number {
  const silentSince = Math.max(lastBeat ?? since, since);
  if (until - from >= everyMs) {
    return until;
  }
  if (until + graceMs <= silentSince + everyMs) {
    return since;
  }
  const wasSoAlready = lastBeat === undefined || since > lastBeat;
  return wasSoAlready ? since + (until - from) : until;
}
