import { formatDuration } from '../time/duration.ts';

/** A duration as a file writes it; undefined for none. */
export function durationOf(durationMs: number | undefined): string | undefined {
  return durationMs === undefined ? undefined : formatDuration(durationMs);
}

/** A record without what is undefined, which YAML would write as null. */
export function given(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
