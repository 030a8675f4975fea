import { readMailReply, tokenInSubject, tokenOfAddress } from '../../shared/answer/mail-reply.ts';
import { replyWords } from '../../shared/answer/reply-words.ts';
import { answerWords } from '../../shared/answer/words.ts';
import type { ContactBook } from '../access/contact-book.ts';
import type { Mail } from '../ingest/mail.ts';
import type { AnswerLinks } from './answer-links.ts';
import { answerBound, type ReplyEdges } from './answer-reply.ts';
import type { ReplySettings } from './reply-settings.ts';
import { isMailOf } from './who-is.ts';

/** What a mail server is told of a reply: what is refused it sends back to whoever wrote, with the reason. */
export type MailAnswer = { code: 250 | 450 | 554; text: string };

/** How replies by mail are taken; the mail port asks it about every address that is no integration's. */
export interface MailReplies {
  /** Whether an address is one replies go to. */
  isFor(address: string): boolean;
  take(addresses: readonly string[], mail: Mail): Promise<MailAnswer>;
}

/**
 * Replies by mail: `ack`, `esc` or `resolve` as the first line, to `answer+TOKEN@` or with the token in the subject. The token says
 * whose answer it is and to what; the sender must be that person as well, for a mail is forwarded and quoted with all it has.
 */
export function mailReplies(
  edges: ReplyEdges & { links: AnswerLinks; contacts: Pick<ContactBook, 'of'>; settings: Pick<ReplySettings, 'language'> },
): MailReplies {
  const { links, contacts, settings, ledger } = edges;
  return {
    isFor: (address) => {
      const token = tokenOfAddress(address);
      return token === '' || (token !== undefined && links.check(token).kind !== 'unknown');
    },
    take: async (addresses, mail) => {
      const reply = readMailReply(mail.text);
      const language = reply?.language ?? settings.language;
      const { outcome } = answerWords[language];
      const words = replyWords[language];
      const refused = (text: string): MailAnswer => ({ code: 554, text });
      const [given] = [...addresses.map(tokenOfAddress), tokenInSubject(mail.subject)].filter(
        (token) => token !== undefined && token !== '',
      );
      const checked = links.check(given ?? '');
      if (given === undefined || checked.kind !== 'good') {
        const { title, advice } = outcome[checked.kind === 'expired' ? 'expired' : 'unknown'];
        return refused(`${title}. ${advice}`);
      }
      if (!isMailOf(ledger.state.workspace, contacts, mail.from.address, checked.to.person)) {
        return refused(words.otherSender);
      }
      if (!reply) {
        return refused(words.unclear);
      }
      const { action } = reply;
      if (!links.claim(given, action, checked.expiresAt)) {
        return refused(`${outcome.used.title}.`);
      }
      const answered = await answerBound(edges, checked.to, { action, via: 'mail', language });
      if (answered.done) {
        links.keep();
        return { code: 250, text: answered.text };
      }
      links.release(given, action);
      return { code: answered.retry ? 450 : 554, text: answered.text };
    },
  };
}
