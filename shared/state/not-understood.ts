import type { EntityRef, Event } from '../log/envelope.ts';

/** A kind of event in the log that its author said nobody may ignore, and that this code cannot read; `since` is the `seq` of the first. */
export interface NotUnderstood {
  type: string;
  version: number;
  entity: EntityRef;
  since: number;
}

/** How many kinds are remembered; one is enough to say that an update is due. */
export const mostNotUnderstood = 50;

/** The list with what an event adds to it: each type and version once, the first of each, in the order of the log. */
export function withNotUnderstood(list: readonly NotUnderstood[], event: Event): readonly NotUnderstood[] {
  const { type, version, entity, seq } = event;
  const isNoted = list.length >= mostNotUnderstood || list.some((each) => each.type === type && each.version === version);
  return event.mustUnderstand !== true || isNoted ? list : [...list, { type, version, entity, since: seq }];
}
