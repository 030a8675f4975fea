import type { OutgoingHttp } from '../deliver/outgoing-http.ts';
import type { Ledger } from '../log/ledger.ts';
import type { RelayOptions } from '../options.ts';
import { answerKey } from './answer-key.ts';
import { AnswerLinks } from './answer-links.ts';
import { readReplySettings } from './reply-settings.ts';
import { tellChat } from './tell-chat.ts';
import { UsedAnswers } from './used-answers.ts';

/** Puts together how people answer a relay from outside. Throws a sentence when its settings cannot be read. */
export function makeAnswering(
  { data, publicUrl }: Pick<RelayOptions, 'data' | 'publicUrl'>,
  { ledger, now, onTrouble, http }: { ledger: Ledger; now(): number; onTrouble(message: string, error: unknown): void; http: OutgoingHttp },
) {
  const used = new UsedAnswers(data, now, onTrouble);
  const links = new AnswerLinks({ key: answerKey(data, onTrouble), used, state: () => ledger.state, now, publicUrl });
  return { links, used, settings: readReplySettings(data), tell: tellChat(http), onTrouble };
}
