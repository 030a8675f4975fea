import { generateKeyBetween } from 'fractional-indexing';
import { z } from 'zod';
import { InstantMs } from '../log/envelope.ts';
import { inForceAt, type Timed } from './timed.ts';
import type { Instant } from '../time/instant.ts';

/** Schema of a position in an order: one between which and any other another can be found. */
export const Position = z
  .string()
  .max(200)
  .refine((text) => isPosition(text), 'this is no position in an order; take one the app has made');

function isPosition(text: string): boolean {
  try {
    generateKeyBetween(text, null);
    return true;
  } catch {
    return false;
  }
}

/**
 * Schema of where something stands in an order, from an instant on: a position between any two others can always be found, so that
 * people who add, move and remove apart do not disturb one another (design.md, "Rotation edits"). Null: it stands there no more.
 */
export const Place = z.strictObject({ from: InstantMs.optional(), position: Position.nullable() });
/** Where something stands in an order, from an instant on. */
export type Place = z.infer<typeof Place>;

/** Where something stands at an instant; undefined when it does not. */
export function positionAt(places: readonly (Timed & Pick<Place, 'position'>)[], at: Instant): string | undefined {
  return inForceAt(places, at)?.position ?? undefined;
}

/** Orders by position, and where two people chose the same by id: the same everywhere, in no language's alphabet. */
export function byPosition(a: { position: string; id: string }, b: { position: string; id: string }): number {
  const [x, y] = a.position === b.position ? [a.id, b.id] : [a.position, b.position];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** A position after `after` and before `before`; without one of them at the end or the beginning. */
export function positionBetween(after: string | undefined, before: string | undefined): string {
  const isRoom = after === undefined || before === undefined || after < before;
  return generateKeyBetween(after ?? null, isRoom ? (before ?? null) : null);
}

/** So many positions in order. */
export function positions(count: number): string[] {
  const made: string[] = [];
  for (let i = 0; i < count; i += 1) {
    made.push(positionBetween(made.at(-1), undefined));
  }
  return made;
}
