import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { MailAnswer, MailReplies } from '../answer/mail-replies.ts';
import type { CredentialStore } from '../access/credentials.ts';
import { KeyLimit } from '../access/key-limit.ts';
import type { RelayMetrics } from '../http/metrics.ts';
import type { Ledger } from '../log/ledger.ts';
import { acceptAlerts } from './intake.ts';
import { isInCircles, parseMail, whyIgnored, type Mail } from './mail.ts';
import { readMail, UnreadableMail } from './read-mail.ts';

const maxMailBytes = 1024 * 1024;
const mostConnections = 50;
const mostRecipients = 5;
const mostMailsAConnection = 100;
const mailsAMinute = 300;
const idleMs = 30_000;

/** What taking mail works with. */
export interface MailEdges {
  ledger: Ledger;
  credentials: Pick<CredentialStore, 'integrationOf'>;
  newId(): string;
  now(): number;
  metrics: Pick<RelayMetrics, 'alerts' | 'refused'>;
  logger: Pick<Logger, 'warn' | 'error'>;
  /** Mails one key may send a minute before it is asked to try again later. */
  mailsPerMinute?: number;
  /** Takes replies to pages; undefined when the relay takes none. */
  replies?: MailReplies | undefined;
}

/** An answer a mail server reads: 4xx to try again, 5xx never to. */
class Refusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

/** The integration an address names by its key: `KEY@...` or `INTEGRATION+KEY@...`; undefined when it names none. */
export function integrationOfAddress(address: string, credentials: MailEdges['credentials']): string | undefined {
  const local = address.slice(0, address.lastIndexOf('@'));
  const plus = local.lastIndexOf('+');
  const key = local.slice(plus + 1);
  // Some mail servers write addresses in capitals.
  const integration = credentials.integrationOf(key) ?? credentials.integrationOf(key.toLowerCase());
  return plus < 0 || integration?.toLowerCase() === local.slice(0, plus).toLowerCase() ? integration : undefined;
}

/**
 * Takes alerts by mail (SMTP). It relays nothing and knows no users: the key in the address is the credential. A mail is answered
 * 250 once its alerts are on disk, 4xx when the sender is to try again, 5xx with the reason when nothing can be made of it.
 */
export function listenForMail(
  { host, port }: { host: string; port: number },
  edges: MailEdges,
): { start(): Promise<number>; stop(): Promise<void> } {
  const { credentials, logger, metrics, now, replies, mailsPerMinute = mailsAMinute } = edges;
  const limit = new KeyLimit(mailsPerMinute, now);
  const refuse = (reason: string, code: number, message: string): Refusal => {
    metrics.refused.inc({ reason });
    return new Refusal(code, message);
  };

  const server = new SMTPServer({
    name: 'watchbell',
    banner: 'Watchbell takes alerts',
    // Encryption is the business of the mail server in front, as it is with HTTP.
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    size: maxMailBytes,
    maxClients: mostConnections,
    socketTimeout: idleMs,
    closeTimeout: 2000,
    onMailFrom(_address, session, callback) {
      callback(
        session.transaction > mostMailsAConnection ? refuse('throttled', 421, 'Too many mails in one connection; open another.') : null,
      );
    },
    onRcptTo({ address }, { envelope }, callback) {
      if (envelope.rcptTo.length >= mostRecipients) {
        callback(new Refusal(452, `A mail goes to ${mostRecipients} integrations at the most.`));
      } else if (integrationOfAddress(address, credentials) === undefined && replies?.isFor(address) !== true) {
        callback(refuse('invalid', 550, 'No integration of this relay has that key; write to KEY@ or INTEGRATION+KEY@ this host.'));
      } else {
        callback();
      }
    },
    onData(stream, session, callback) {
      void answer(stream, session, callback);
    },
  });
  server.on('error', (error: Error) => logger.warn({ err: error }, 'A connection of a mail server broke.'));

  const answer = async (
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    callback: (error?: Error | null, message?: string) => void,
  ): Promise<void> => {
    try {
      callback(null, await take(stream, session));
    } catch (error) {
      if (!(error instanceof Refusal)) {
        logger.error({ err: error }, 'A mail could not be taken.');
      }
      callback(error instanceof Refusal ? error : new Refusal(451, 'The relay met a fault of its own; send the mail again.'));
    }
  };

  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      // What is too large is read to its end, as the protocol asks, and not kept.
      if (!stream.sizeExceeded) {
        chunks.push(chunk as Buffer);
      }
    }
    if (stream.sizeExceeded) {
      throw refuse('invalid', 552, `The mail is larger than ${maxMailBytes / 1024} KB; send less, or a link.`);
    }
    const integrations = new Set(session.envelope.rcptTo.flatMap(({ address }) => integrationOfAddress(address, credentials) ?? []));
    const replied = replies ? session.envelope.rcptTo.map(({ address }) => address).filter((address) => replies.isFor(address)) : [];
    const waitMs = Math.max(0, ...[...integrations].map((each) => limit.askFor(each)), ...replied.map((each) => limit.askForAddress(each)));
    if (waitMs > 0) {
      throw refuse(
        'throttled',
        450,
        `More than ${mailsPerMinute} mails a minute for this key; try again in ${Math.ceil(waitMs / 1000)} s.`,
      );
    }
    const { mail, hops } = await readMail(Buffer.concat(chunks)).catch((error: unknown) => {
      throw error instanceof UnreadableMail ? refuse('invalid', 554, error.message) : error;
    });
    const ignored = whyIgnored(mail);
    if (isInCircles(hops)) {
      throw refuse('invalid', 554, 'The mail has been through too many servers; it goes in circles.');
    }
    if (ignored !== undefined) {
      logger.warn({ integrations: [...integrations], messageId: mail.messageId, why: ignored }, 'A mail was ignored.');
      return `Ignored: ${ignored}`;
    }
    for (const integration of integrations) {
      await accept(integration, mail);
    }
    return replied.length === 0 ? 'Taken' : answered(await replies?.take(replied, mail));
  };

  const answered = (became: MailAnswer | undefined): string => {
    // One line of ASCII, as the protocol has it; what a mail server sends back to the person.
    const text = (became?.text ?? '')
      .normalize('NFKD')
      .replaceAll('’', "'")
      .replaceAll(/[^\x20-\x7E]/g, '')
      .slice(0, 400);
    if (became?.code !== 250) {
      throw new Refusal(became?.code ?? 554, text);
    }
    return text;
  };

  const accept = async (integration: string, mail: Mail): Promise<void> => {
    const { ledger, newId } = edges;
    const parsed = parseMail(mail, (ids) => keyOfThread(ledger, integration, ids));
    if ('error' in parsed) {
      throw refuse('invalid', 554, parsed.error);
    }
    const [accepted] = await acceptAlerts(ledger, integration, [parsed.alert], newId).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Refusal(451, `The relay could not write to its disk (${reason}); nothing was kept, send the mail again.`);
    });
    metrics.alerts.inc({ integration, outcome: accepted?.outcome ?? 'dropped' });
    if (accepted?.outcome === 'dropped') {
      logger.warn({ integration, messageId: mail.messageId, why: accepted.why }, 'A mail changed nothing.');
    }
  };

  return {
    start: async () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve((server.server.address() as AddressInfo).port);
        });
      }),
    stop: async () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The key of the open incident that a mail of a thread began. */
function keyOfThread(ledger: Ledger, integration: string, ids: readonly string[]): string | undefined {
  if (ids.length === 0) {
    return undefined;
  }
  const known = new Set<unknown>(ids);
  return [...ledger.state.incidents.values()].findLast(
    (incident) => incident.integration === integration && known.has(incident.known['label.messageId']),
  )?.dedupKey;
}
