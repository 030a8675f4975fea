import type { Incident } from './incident.ts';

/** Whether an incident rings for somebody: it is triggered, and a step or a call reached a person. */
export function ringsForOthers({ status, path, calls }: Incident): boolean {
  return status === 'triggered' && (path.some(({ targets }) => targets.length > 0) || calls.some(({ people }) => people.length > 0));
}
