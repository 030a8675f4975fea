import type { Instant } from '../time/instant.ts';
import type { MessageLanguage, OutMessage } from './message.ts';
import { messageWords } from './words.ts';

/** What a message about somebody's way itself is made from: a test, with where to say that it came; or a code, to be typed. */
export interface OwnMessage {
  id: string;
  language: MessageLanguage;
  zone: string;
  at: Instant;
  /** Where its recipient says that the test came; undefined where the relay has no public address. */
  answerAt?: string | undefined;
  /** The code, when it is one. A secret of theirs. */
  code?: string | undefined;
}

/** A message that is about no incident: marked as a test, or a code to verify an address with. */
export function ownMessage({ id, language, zone, at, answerAt, code }: OwnMessage): OutMessage {
  const words = messageWords(language);
  return {
    id,
    what: code === undefined ? 'test' : 'code',
    isRoom: false,
    reason: 'test',
    language,
    zone,
    at,
    incidents: [
      {
        id,
        number: 0,
        epoch: 1,
        title: code === undefined ? words.own.test : words.own.code(code),
        severity: 'info',
        service: 'Watchbell',
        stage: 'triage',
        isTest: code === undefined,
        since: at,
        answerAt,
      },
    ],
  };
}

/** Whether a message is about a way itself and not about an incident. */
export function isOwn({ what }: Pick<OutMessage, 'what'>): boolean {
  return what === 'test' || what === 'code';
}
