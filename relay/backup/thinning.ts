import { DAY_MS } from '../../shared/time/instant.ts';

const newestKept = 24;
const daysKept = 30;

/** Which backups to let go of, by the moments they were taken: the newest 24 stay, and the newest of each of the last 30 days. */
export function tooMany(moments: readonly number[], now: number): number[] {
  const newestFirst = moments.toSorted((a, b) => b - a);
  const kept = new Set(newestFirst.slice(0, newestKept));
  const days = new Set<number>();
  for (const moment of newestFirst) {
    const day = Math.floor(moment / DAY_MS);
    if (!days.has(day) && moment > now - daysKept * DAY_MS) {
      days.add(day);
      kept.add(moment);
    }
  }
  return newestFirst.filter((moment) => !kept.has(moment));
}
