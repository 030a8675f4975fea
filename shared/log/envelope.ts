import { z } from 'zod';

/** Schema of an instant a calendar can show: 100 million days either side of 1970, as ECMAScript has it. */
export const InstantMs = z.int().min(-8.64e15).max(8.64e15);

/** Kinds of entity; every event belongs to exactly one entity, whose state is the fold of its own events. */
export const entityKinds = [
  'organisation',
  'person',
  'team',
  'service',
  'integration',
  'channel',
  'schedule',
  'policy',
  'incident',
  'handoff',
  'routing-rule',
  'grouping',
  'inhibition',
  'silence',
  'maintenance',
  'heartbeat',
  'device',
] as const;

/** Schema of an entity kind. */
export const EntityKind = z.enum(entityKinds);
/** One of `entityKinds`. */
export type EntityKind = z.infer<typeof EntityKind>;

/** Schema of an id: a slug people chose in the workspace, or a UUID a device made. */
export const Id = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/, 'use letters, digits, dots, dashes and underscores, starting with a letter or digit');

/** Schema of a reference to one entity. */
export const EntityRef = z.strictObject({ kind: EntityKind, id: Id });
/** A reference to one entity. */
export type EntityRef = z.infer<typeof EntityRef>;

/** More than any device ever writes, and few enough to go on counting. */
export const mostDeviceSeq = 1e12;

/**
 * Schema of the author's part of an event: what a device says and signs.
 * - `id` UUIDv7, the idempotency key: the relay takes one id once.
 * - `deviceSeq` counts a device's events from 1 without a hole.
 * - `base` is what the author saw when deciding: the log head, the entity's revision, the incident's epoch.
 * - `at` is the author's clock (epoch ms), its estimated distance from the relay's clock and the uncertainty of that, in ms:
 *   evidence, never an order and never a ground for refusal.
 * - `mustUnderstand` is set, and else left out, on what a version that does not know the type must not pass over in silence.
 */
export const AuthorPart = z.strictObject({
  id: z.uuid(),
  device: Id,
  deviceSeq: z.int().min(1).max(mostDeviceSeq),
  type: z.string().min(3).max(100),
  version: z.int().min(1),
  entity: EntityRef,
  base: z.strictObject({ seq: z.int().min(0), revision: z.int().min(0), epoch: z.int().min(0) }),
  at: z.strictObject({ wallMs: InstantMs, offsetMs: z.int(), uncertaintyMs: z.int().min(0) }),
  body: z.record(z.string(), z.unknown()),
  mustUnderstand: z.literal(true).optional(),
});
/** The author's part of an event. */
export type AuthorPart = z.infer<typeof AuthorPart>;

/**
 * What became of a command (design.md, "Nothing is silently dropped").
 * `applied` changed the entity or recorded a fact; `noop` was already so; `parked` could not be applied any more and waits for its author.
 */
export const Verdict = z.enum(['applied', 'noop', 'parked']);
/** One of `applied`, `noop`, `parked`. */
export type Verdict = z.infer<typeof Verdict>;

/** Who the relay knows the author to be: from the session, never from the payload. */
export const Actor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), id: Id }),
  z.strictObject({ kind: z.literal('integration'), id: Id }),
  z.strictObject({ kind: z.literal('admin') }),
  z.strictObject({ kind: z.literal('engine') }),
]);
/** A person, an integration, the operator's admin token, or the escalation engine. */
export type Actor = z.infer<typeof Actor>;

/**
 * Schema of the relay's part of an event.
 * - `log` names this incarnation of the log; `seq` orders it from 1 without a hole, and nothing else orders it.
 * - `recordedAt` is relay ms and never decreases along `seq`.
 * - `recovered` is there when this relay lost the entry and got it back: from which device, and the place and time it had before (R24).
 */
export const RelayPart = z.strictObject({
  log: z.uuid(),
  seq: z.int().min(1),
  recordedAt: z.int(),
  actor: Actor,
  verdict: Verdict,
  why: z.string().max(500).optional(),
  recovered: z.strictObject({ by: Id, seq: z.int().min(1), recordedAt: z.int() }).optional(),
});
/** The relay's part of an event. */
export type RelayPart = z.infer<typeof RelayPart>;

/** An entry of the log as everything above `log/` reads it. */
export type Event = AuthorPart & RelayPart;

/**
 * An event as it is kept and sent: the bytes that were hashed, so that the chain outlives every change of schema.
 * `author` and `relay` are canonical JSON; `signature` is the device's Ed25519 signature of `author`, base64url, or of several entries
 * together (LOG39, `isSigned`); `hash` chains it to the entry before, lower-case hexadecimal.
 */
export const StoredEvent = z.strictObject({
  seq: z.int().min(1),
  id: z.uuid(),
  author: z.string(),
  signature: z.string(),
  relay: z.string(),
  hash: z.string().length(64),
});
/** An event as it is kept and sent. */
export type StoredEvent = z.infer<typeof StoredEvent>;

/** A command on its way to the relay: the author's canonical JSON and its signature. */
export const SignedCommand = z.strictObject({
  author: z.string().max(262_144),
  signature: z
    .string()
    .max(200)
    .regex(/^[\w-]+$/, 'must be base64url'),
});
/** A command on its way to the relay. */
export type SignedCommand = z.infer<typeof SignedCommand>;

/** Reads a kept event back. Throws when its parts are not what the schemas say, which only damage can cause. */
export function decodeEvent(stored: StoredEvent): Event {
  return { ...(JSON.parse(stored.author) as AuthorPart), ...(JSON.parse(stored.relay) as RelayPart) };
}
