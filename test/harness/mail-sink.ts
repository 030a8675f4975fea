import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Certified } from './certificates.ts';

/** A mail as it reached a mail server: whom the envelope names, its bytes, and read. */
export interface Mailed {
  from: string;
  to: string[];
  raw: string;
  mail: ParsedMail;
}

/** A real mail server on this machine that keeps what it gets. */
export class MailSink {
  readonly got: Mailed[] = [];
  /** Who tried to log in. */
  readonly logins: string[] = [];
  /** The code it answers a mail with; 250 unless said otherwise. */
  code = 250;
  /** Who may log in; nobody has to unless there is somebody. */
  user: { name: string; password: string } | undefined;
  readonly #server: SMTPServer;

  /** With a certificate it speaks TLS: from the first byte, or once it is asked to. */
  constructor(tls?: Certified & { secure: boolean }) {
    this.#server = new SMTPServer({
      authOptional: true,
      ...(tls ?? { disabledCommands: ['STARTTLS'] }),
      allowInsecureAuth: true,
      logger: false,
      disableReverseLookup: true,
      onAuth: ({ username = '', password }, _session, done) => {
        this.logins.push(username);
        if (username === this.user?.name && password === this.user?.password) {
          done(null, { user: username });
        } else {
          done(new Error('Wrong password'));
        }
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.code !== 250) {
            done(Object.assign(new Error('not now'), { responseCode: this.code }));
            return;
          }
          const raw = Buffer.concat(chunks);
          simpleParser(raw, (error, mail) => {
            const { mailFrom, rcptTo } = session.envelope;
            this.got.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw: raw.toString(), mail });
            done(error);
          });
        });
      },
    });
  }

  static async start(tls?: Certified & { secure: boolean }): Promise<MailSink> {
    const sink = new MailSink(tls);
    sink.#server.on('error', () => undefined);
    await new Promise<void>((resolve) => void sink.#server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
