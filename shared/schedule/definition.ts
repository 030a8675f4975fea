import { z } from 'zod';
import { Id, InstantMs } from '../log/envelope.ts';
import { Place } from './place.ts';
import { Turns, ZoneName } from './turns.ts';

/** Schema of one place in a rotation: `id` stays with the place so that edits of members merge by meaning; `places` says since when it stands where. */
export const Member = z.strictObject({ id: Id, person: Id, places: z.array(Place).min(1).max(1000) });
/** One place in a rotation. */
export type Member = z.infer<typeof Member>;

/**
 * Schema of what a layer is for: whoever is `on-call` answers; of two such layers the last wins (B2). `backup` is a second level, paged where a
 * policy says so. `shadow` gets every page and need not answer.
 */
export const LayerUse = z.enum(['on-call', 'backup', 'shadow']);
/** What a layer is for. */
export type LayerUse = z.infer<typeof LayerUse>;

/** Schema of how turns are taken from an instant on. */
export const TimedTurns = z.strictObject({ from: InstantMs.optional(), turns: Turns });
/** How turns are taken from an instant on. */
export type TimedTurns = z.infer<typeof TimedTurns>;

/**
 * Schema of a layer: a rotation of `members`. Nothing of it is ever overwritten: what is changed is said with the instant from which it
 * holds, so that what was stays as it was (B2, D13). `places` is its own rank among the layers.
 */
export const Layer = z.strictObject({
  id: Id,
  name: z.string().trim().min(1).max(200).optional(),
  use: LayerUse.default('on-call'),
  places: z.array(Place).min(1).max(1000),
  turns: z.array(TimedTurns).min(1).max(1000),
  members: z.array(Member).max(500, 'a rotation has at most 500 members'),
});
/** A rotation of members, and its rank among the layers. */
export type Layer = z.infer<typeof Layer>;

/**
 * Schema of an override: `person` is on call from `from` up to, not including, `until` (relay ms), instead of whoever is, or instead of
 * `replaces` alone where several are on call at once.
 */
export const Override = z
  .strictObject({ id: Id, person: Id, from: InstantMs, until: InstantMs, replaces: Id.optional() })
  .refine((override) => override.from < override.until, 'an override must end after it starts');
/** An override. The one added last wins where two overlap (B2). */
export type Override = z.infer<typeof Override>;

/**
 * Schema of a swap: `giver` asks `taker` to stand in from `from` up to, not including, `until`. Approved, it is an override with the
 * same id (D14).
 */
export const Swap = z.strictObject({
  id: Id,
  giver: Id,
  taker: Id,
  from: InstantMs,
  until: InstantMs,
  status: z.enum(['requested', 'approved', 'declined', 'withdrawn', 'undone']),
  by: Id.optional(),
  reason: z.string().max(500).optional(),
});
/** A swap. */
export type Swap = z.infer<typeof Swap>;

/** Schema of what a schedule wants to be kept to: shown when a change breaks it, never a ground to page nobody (C9). */
export const ScheduleLimits = z.strictObject({
  restMs: z
    .int()
    .min(0)
    .max(7 * 86_400_000)
    .optional(),
  nightsInARow: z.int().min(1).max(31).optional(),
});
/** What a schedule wants to be kept to. */
export type ScheduleLimits = z.infer<typeof ScheduleLimits>;

/** Schema of a schedule: layers of rotations, overrides in the order they were added, and swaps asked for. Its times are shown in `zone`. */
export const Schedule = z.strictObject({
  id: Id,
  name: z.string().trim().min(1).max(200),
  zone: ZoneName,
  layers: z.array(Layer).min(1, 'a schedule needs at least one layer').max(50),
  overrides: z.array(Override).max(10_000).default([]),
  swaps: z.array(Swap).max(10_000).optional(),
  limits: ScheduleLimits.optional(),
});
/** Who takes the watch when. */
export type Schedule = z.infer<typeof Schedule>;
