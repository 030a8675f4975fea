import { z } from 'zod';
import { Id } from '../../shared/log/envelope.ts';
import { OutsideChannel } from '../../shared/incident/incident-events.ts';
import { WayKind } from '../../shared/workspace/way-events.ts';

const which = { kind: WayKind, name: Id.optional() };

/** Schema of asking for a code: to an address that is there, or with `address` to one they would like to have. */
export const AskCode = z.strictObject({ ...which, address: z.string().max(320).optional() });
/** Schema of a typed code; one that is none costs no attempt. */
export const ConfirmCode = z.strictObject({
  ...which,
  code: z
    .string()
    .max(20)
    .regex(/^\s*(\d\s*){6}$/, 'type the six digits that came'),
});
/** Schema of taking an address away. */
export const ForgetAddress = z.strictObject({ name: Id });
/** Schema of a test: by all ways of their rules, or by those named; `waitMs` for as long the answer may wait for what came of it. */
export const AskTest = z.strictObject({
  channels: z.array(OutsideChannel).min(1).max(5).optional(),
  waitMs: z.int().min(0).max(25_000).default(0),
});
/** An answer that says by which way something went. */
export type Done = Record<string, unknown>;
