import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { answerActions } from '../../shared/answer/standing.ts';

/** Schema of what a button in a chat stands for: an action on one ringing of one incident, for whoever presses it. */
export const ChatButton = z.strictObject({ incident: z.uuid(), epoch: z.int().min(1), action: z.enum(answerActions) });
/** What a button in a chat stands for. */
export type ChatButton = z.infer<typeof ChatButton>;

function macOf(key: Buffer, { incident, epoch, action }: ChatButton): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['chat', incident, epoch, action]))
    .digest('base64url');
}

/** A button as a chat keeps and gives it back: readable, and signed, for Mattermost signs nothing itself. */
export function chatButtonValue(key: Buffer, button: ChatButton): string {
  return `${button.incident} ${button.epoch} ${button.action} ${macOf(key, button)}`;
}

/** What a value of a button says; undefined for one this relay did not make. */
export function readChatButton(key: Buffer, value: unknown): ChatButton | undefined {
  const [incident, epoch, action, given = '', ...more] = typeof value === 'string' ? value.split(' ') : [];
  const button = ChatButton.safeParse({ incident, epoch: Number(epoch), action }).data;
  if (!button || more.length > 0) {
    return undefined;
  }
  const right = macOf(key, button);
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right)) ? button : undefined;
}
