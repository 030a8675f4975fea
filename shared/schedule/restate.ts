import type { Schedule } from './definition.ts';

/** The body of an edit that came back, said again of the schedule as it stands now: it knows the changes made meanwhile (design.md, "parked"). */
export function restated(schedule: Schedule, body: Record<string, unknown>): Record<string, unknown> {
  const layer = schedule.layers.find(({ id }) => id === body['layer']);
  return layer && 'follows' in body ? { ...body, follows: layer.turns.length } : body;
}
