import type { Outcome } from '../../../shared/delivery/attempt.ts';
import { letterHtml, letterText, type Letter } from '../../../shared/delivery/letter.ts';
import { writtenMail } from '../../../shared/delivery/mail.ts';
import type { OutMessage } from '../../../shared/delivery/message.ts';
import { aboutCertificate } from '../about-certificate.ts';
import { beforeAborted } from '../before-aborted.ts';
import type { Channel } from '../channel.ts';

/** A mail server that takes our mail. Its place is the operator's, and may be inside. */
export interface SmtpServer {
  host: string;
  port: number;
  /** `tls` from the first byte, `starttls` before anything is said, `none` for one on this machine. */
  security: 'tls' | 'starttls' | 'none';
  user?: string | undefined;
  password?: string | undefined;
  from: string;
  /** The domain at which this relay takes mail, so that a reply is an answer. */
  replies?: string | undefined;
}

const withinMs = 5000;

function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]+)>?$/.exec(from)?.[1] ?? 'watchbell.invalid';
}

/** The headers by which mail programs put mails of one thread together, and answering machines stay silent. */
function headersOf({ id, thread }: { id: string; thread: string | undefined }, from: string, more: Record<string, string>) {
  const first = thread === undefined ? undefined : `<${thread}@${domainOf(from)}>`;
  return {
    messageId: `<${id}@${domainOf(from)}>`,
    ...(first === undefined ? {} : { inReplyTo: first, references: [first] }),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...more },
  };
}

/** Mail by SMTP: `to` is the address. The id of a message makes its Message-ID, so that one sent twice is one mail. `authority` is believed in place of the system's, PEM. */
export function mailChannel(server: SmtpServer, authority?: string): Channel<OutMessage> {
  return smtpChannel(server, authority, (message) => ({
    date: new Date(message.at),
    ...writtenMail(message),
    ...headersOf({ id: message.id, thread: `incident-${message.incidents[0].id}` }, server.from, {
      'X-Watchbell-Incident': message.incidents[0].id,
    }),
    ...replyTo(message, server.replies),
  }));
}

/** Letters by the same server, with the headers by which mail programs offer to end a subscription (RFC 2369, RFC 8058). */
export function mailLetters(server: SmtpServer, authority?: string): Channel<Letter> {
  return smtpChannel(server, authority, (letter) => ({
    date: new Date(letter.at),
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter),
    ...headersOf({ id: letter.id, thread: letter.thread }, server.from, leaving(letter)),
  }));
}

function leaving({ leaveAt }: Letter): Record<string, string> {
  return leaveAt === undefined ? {} : { 'List-Unsubscribe': `<${leaveAt}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function smtpChannel<What>(server: SmtpServer, authority: string | undefined, mailOf: (what: What) => object): Channel<What> {
  const { host, port, security, user, password, from } = server;
  const options = {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: withinMs,
    greetingTimeout: withinMs,
    socketTimeout: withinMs,
    dnsTimeout: withinMs,
    ...(authority === undefined ? {} : { tls: { ca: authority } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  // Loaded where there is a mail server alone, and then before the first mail is due; a failure is the sender's to tell.
  const load = async () => import('nodemailer');
  load().catch(() => undefined);
  return {
    send: async (what, to, signal) => {
      const { createTransport } = await load();
      if (signal.aborted) {
        return outcomeOf(undefined, signal);
      }
      const transport = createTransport(options);
      const abort = () => transport.close();
      signal.addEventListener('abort', abort, { once: true });
      try {
        const mail = { from, to: { name: '', address: to }, ...mailOf(what) };
        const { messageId } = await beforeAborted(transport.sendMail(mail), signal);
        return { outcome: 'sent', receipt: messageId };
      } catch (error) {
        return outcomeOf(error, signal);
      } finally {
        signal.removeEventListener('abort', abort);
        transport.close();
      }
    },
  };
}

/** A reply is about one incident; of several it could not be told which. */
function replyTo({ incidents: [first, ...others] }: OutMessage, domain: string | undefined): { replyTo?: string } {
  return domain === undefined || first.mailbox === undefined || others.length > 0 ? {} : { replyTo: `${first.mailbox}@${domain}` };
}

/** A server's 5xx is for good, its 4xx and every broken connection is not. What it says is not repeated: it may quote the address. */
function outcomeOf(error: unknown, signal: AbortSignal): Outcome {
  if (signal.aborted) {
    return { outcome: 'retry', why: 'The message was called back while it was on its way.' };
  }
  const { responseCode, code, originalCode } = error as { responseCode?: number; code?: string; originalCode?: string };
  const untrusted = aboutCertificate('mail server', originalCode);
  if (untrusted !== undefined) {
    return { outcome: 'retry', why: untrusted };
  }
  if (code === 'ETLS') {
    return { outcome: 'retry', why: 'The mail server offers no encryption, so nothing was said to it; "security: none" would allow that.' };
  }
  if (code === 'EAUTH') {
    return { outcome: 'dead', why: 'The mail server does not accept the user and password it was given.' };
  }
  if (responseCode === undefined) {
    return { outcome: 'retry', why: `The mail server could not be reached (${/^[A-Z_]{2,40}$/.test(code ?? '') ? code : 'no answer'}).` };
  }
  return responseCode >= 500
    ? { outcome: 'dead', why: `The mail server refused the mail with ${responseCode}.` }
    : { outcome: 'retry', why: `The mail server answered ${responseCode}.` };
}
