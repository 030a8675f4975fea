import type { Alert } from '../../shared/alert/alert.ts';
import { keyOfText } from '../../shared/routing/route.ts';
import { beginningOf } from './carriable.ts';
import { attachmentsOf, type GivenFile } from './attachments.ts';
import { readSubject } from './mail-subject.ts';

/** A mail, taken apart; text in place of any HTML. */
export interface Mail {
  subject: string;
  text: string;
  from: { name: string; address: string };
  /** Its own Message-ID, and those it answers, oldest first. */
  messageId: string | undefined;
  answers: readonly string[];
  /** When it was written, ISO 8601. */
  writtenAt: string | undefined;
  files: readonly GivenFile[];
  /** Single headers, lower-case names. */
  header(name: string): string | undefined;
}

const mostHops = 50;
const longestText = 16_000;
/** What is looked at of a subject; what is past it changes nothing. */
const longestSubject = 2000;

/** Why a mail is no monitor's and says nothing: a machine's answer, a report of a delivery, or one of ours that came back. */
export function whyIgnored({ header }: Pick<Mail, 'header'>): string | undefined {
  if (/^\s*auto-replied/i.test(header('auto-submitted') ?? '')) {
    return 'It is an automatic reply.';
  }
  if (/^\s*multipart\/report\b/i.test(header('content-type') ?? '')) {
    return 'It reports what became of another mail.';
  }
  if (header('x-autoreply') !== undefined || header('x-autorespond') !== undefined || /^\s*auto_reply/i.test(header('precedence') ?? '')) {
    return 'It is an automatic reply.';
  }
  return header('x-watchbell') === undefined ? undefined : 'It was sent by Watchbell itself.';
}

/** Whether a mail has been through so many servers that it goes in circles. */
export function isInCircles(received: number): boolean {
  return received > mostHops;
}

/**
 * Reads a mail into an alert (S140): the subject is what is wrong and says how bad it is, the text the details. Which problem it is
 * is said by `[key:...]` in the subject, by the mail it answers (`keyOfThread`), or by the words of the subject and who sent it, so
 * that a monitor's "OK" meets its "CRITICAL". An error says why nothing can be made of it.
 */
export function parseMail(
  mail: Mail,
  keyOfThread: (messageIds: readonly string[]) => string | undefined,
): { alert: Alert } | { error: string } {
  const { kept, leftOut } = attachmentsOf(mail.files);
  const text = beginningOf(mail.text, 2 * longestText)
    .toWellFormed()
    .trim();
  const subject =
    oneLine(beginningOf(mail.subject, longestSubject)) ||
    oneLine(beginningOf(text.split('\n').find((line) => line.trim() !== '') ?? '', longestSubject));
  if (subject === '' && kept.length === 0) {
    return { error: 'It has neither a subject nor text; put what is wrong into the subject.' };
  }
  const { action, severity, key, rest } = readSubject(subject);
  const from = mail.from.address.toLowerCase();
  const links = linksIn(text);
  const details = {
    ...(text === '' ? {} : { text: beginningOf(text, longestText) }),
    ...(mail.messageId === undefined ? {} : { messageId: beginningOf(mail.messageId, 500) }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
  };
  return {
    alert: {
      action,
      dedupKey: beginningOf(key ?? keyOfThread(mail.answers) ?? keyOfText(rest || subject, from), 255),
      summary: beginningOf(subject || `Mail from ${from}`, 1024),
      source: beginningOf(from || 'mail', 1024),
      severity: severity ?? 'error',
      ...(mail.from.name.trim() === '' ? {} : { known: { reporter: beginningOf(oneLine(mail.from.name), 2000) } }),
      ...(mail.writtenAt === undefined ? {} : { occurredAt: mail.writtenAt }),
      ...(Object.keys(details).length === 0 ? {} : { details }),
      ...(links.length === 0 ? {} : { links }),
      ...(kept.length === 0 ? {} : { attachments: kept }),
      client: 'Mail',
    },
  };
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

function linksIn(text: string): NonNullable<Alert['links']> {
  const found = text.match(/\bhttps?:\/\/[^\s<>"'()[\]{}]{1,2000}/gi) ?? [];
  return [...new Set(found.map((href) => href.replace(/[.,;:!?]+$/, '')))].slice(0, 10).map((href) => ({ href }));
}
