import { z } from 'zod';
import { Id, SignedCommand, StoredEvent } from '../log/envelope.ts';
import { Footprint } from '../sync/trail.ts';

/** Schema of what a desktop says to the relay. */
export const UpMessage = z.discriminatedUnion('kind', [
  /**
   * Answers `challenge`: who I am, what I hold. `signature` is my Ed25519 signature of `helloText`, base64url.
   * `headHash` lets the relay see whether we share a history.
   */
  z.strictObject({
    kind: z.literal('hello'),
    protocol: z.int().min(1),
    device: Id,
    log: z.uuid().optional(),
    seq: z.int().min(0),
    headHash: z.string().length(64),
    signature: z.string().max(200),
  }),
  /** Commands made here, oldest first, at most 100; each is answered in `results`. */
  z.strictObject({ kind: z.literal('push'), commands: z.array(SignedCommand).min(1).max(100) }),
  /** I have kept everything up to `seq`: the relay may send further pages. */
  z.strictObject({ kind: z.literal('credit'), seq: z.int().min(0) }),
  /** Are you there, and what time is it? `sentAt` is my wall clock. */
  z.strictObject({ kind: z.literal('ping'), sentAt: z.int() }),
  /** Answers `show-enrolment`: the entry by which this relay once enrolled me, with its signature (version 2). */
  z.strictObject({ kind: z.literal('enrolment'), entry: StoredEvent }),
  /** After a `welcome` that knows no common head: places of my log, so that the relay finds where our histories part (version 2). */
  z.strictObject({ kind: z.literal('trail'), places: z.array(Footprint).min(1).max(100) }),
  /** Answers `parted`: entries I hold beyond that place, in order, a page at a time; `last` when there are no more (version 2). */
  z.strictObject({ kind: z.literal('offer'), entries: z.array(StoredEvent).max(500), last: z.boolean() }),
  /** Answers `snapshot`: send it, or, when it was folded by rules I do not have, the whole log (version 3). */
  z.strictObject({ kind: z.literal('take-snapshot'), yes: z.boolean() }),
  /** I have the part that came; send the next (version 3). */
  z.strictObject({ kind: z.literal('next-part') }),
  /** What came before entry `before`, of what the snapshot stood for (version 3). */
  z.strictObject({ kind: z.literal('ask-earlier'), before: z.int().min(2) }),
]);

/** What a device signs to prove who it is: bound to the relay's nonce, so that an overheard hello opens nothing. */
export function helloText(nonce: string, device: string): string {
  return `watchbell hello\n${nonce}\n${device}`;
}

/** What a desktop says to the relay. */
export type UpMessage = z.infer<typeof UpMessage>;
