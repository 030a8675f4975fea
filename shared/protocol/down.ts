import { z } from 'zod';
import { Id, StoredEvent, Verdict } from '../log/envelope.ts';

/** What became of one pushed command: its place in the log, or a permanent refusal. */
export const CommandOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('recorded'), id: z.uuid(), seq: z.int().min(1), verdict: Verdict, why: z.string().optional() }),
  z.strictObject({ outcome: z.literal('refused'), id: z.string().max(100), why: z.string() }),
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
  /** Entries in order, following what was sent before; `head` is the relay's present end. */
  z.strictObject({ kind: z.literal('entries'), entries: z.array(StoredEvent).max(500), head: z.int().min(0) }),
  z.strictObject({ kind: z.literal('results'), results: z.array(CommandOutcome) }),
  /** Answers `ping`: the sender's time back, and mine when it came and when this left. */
  z.strictObject({ kind: z.literal('pong'), pingedAt: z.int(), receivedAt: z.int(), sentAt: z.int() }),
  /** The connection ends for good or until `retryAfterMs`: a sentence that says what to do. */
  z.strictObject({ kind: z.literal('refused'), why: z.string(), retryAfterMs: z.int().min(0).optional() }),
]);
/** What the relay says to a desktop. */
export type DownMessage = z.infer<typeof DownMessage>;
