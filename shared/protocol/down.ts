import { z } from 'zod';
import { Checkpoint } from '../log/checkpoint.ts';
import { Id, StoredEvent, Verdict } from '../log/envelope.ts';

/**
 * What became of one pushed command: its place in the log, a permanent refusal, or nothing yet because the device's count has a gap
 * before it: the relay has everything of the device before `expected`, and takes nothing after it until it has that (version 2).
 */
export const CommandOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('recorded'), id: z.uuid(), seq: z.int().min(1), verdict: Verdict, why: z.string().optional() }),
  z.strictObject({ outcome: z.literal('refused'), id: z.string().max(100), why: z.string() }),
  z.strictObject({ outcome: z.literal('gap'), id: z.uuid(), expected: z.int().min(1) }),
]);
/** What became of one pushed command. */
export type CommandOutcome = z.infer<typeof CommandOutcome>;

/** Schema of what the relay says to a desktop. */
export const DownMessage = z.discriminatedUnion('kind', [
  /** First on every connection: sign this with your device key in `hello`. */
  z.strictObject({ kind: z.literal('challenge'), nonce: z.string().min(32).max(200) }),
  /** Answers `hello`. `common` is false when the relay does not know the desktop's head: their histories differ. */
  z.strictObject({
    kind: z.literal('welcome'),
    protocol: z.int().min(1),
    log: z.uuid(),
    seq: z.int().min(0),
    common: z.boolean(),
    person: Id.optional(),
    now: z.int(),
  }),
  /** Entries in order, following what was sent before; `head` is the relay's present end, or for who follows live their own. */
  z.strictObject({ kind: z.literal('entries'), entries: z.array(StoredEvent).max(500), head: z.int().min(0) }),
  z.strictObject({ kind: z.literal('results'), results: z.array(CommandOutcome) }),
  /** Answers `ping`: the sender's time back, and mine when it came and when this left. */
  z.strictObject({ kind: z.literal('pong'), pingedAt: z.int(), receivedAt: z.int(), sentAt: z.int() }),
  /** Instead of `welcome`, to a device the relay does not know (version 2): show the entry of the log that enrolled you. */
  z.strictObject({ kind: z.literal('show-enrolment') }),
  /** Answers `trail`: up to here our histories are the same; `offer` me what you hold beyond (version 2). */
  z.strictObject({ kind: z.literal('parted'), at: z.int().min(0) }),
  /** Answers `offer`: everything offered until now is in the log and durable (version 2). */
  z.strictObject({ kind: z.literal('recovered'), upTo: z.int().min(0) }),
  /** Where the relay's log stands, signed; keep it as a witness (version 2). */
  z.strictObject({ kind: z.literal('checkpoint'), checkpoint: Checkpoint }),
  /**
   * Instead of the entries of a long log, to a desktop that has none: how things stand at entry `seq`, folded by rules of version
   * `fold`, in `entries` entries that define the workspace and `incidents` incidents; `take-snapshot` lets it come (version 3).
   */
  z.strictObject({
    kind: z.literal('snapshot'),
    seq: z.int().min(1),
    hash: z.string().length(64),
    recordedAt: z.int(),
    fold: z.int().min(1),
    entries: z.int().min(0),
    incidents: z.int().min(0),
  }),
  /** A part of the snapshot: entries first, then incidents as JSON; `last` is followed by live entries (version 3). */
  z.strictObject({
    kind: z.literal('snapshot-part'),
    entries: z.array(StoredEvent).max(500),
    incidents: z.array(z.string()).max(2000),
    last: z.boolean(),
  }),
  /** Answers `ask-earlier`: the entries just before, in order; none when there are none (version 3). */
  z.strictObject({ kind: z.literal('earlier'), entries: z.array(StoredEvent).max(500) }),
  /** The connection ends for good or until `retryAfterMs`: a sentence that says what to do. */
  z.strictObject({ kind: z.literal('refused'), why: z.string(), retryAfterMs: z.int().min(0).optional() }),
]);
/** What the relay says to a desktop. */
export type DownMessage = z.infer<typeof DownMessage>;
