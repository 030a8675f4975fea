import { createServer, type AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { makeCertificates } from '../../../test/harness/certificates.ts';
import { MailSink } from '../../../test/harness/mail-sink.ts';
import { message } from '../../../test/harness/messages.ts';
import { temporaryFolder } from '../../../test/harness/temporary-folder.ts';
import { mailChannel, type SmtpServer } from './mail.ts';

const never = new AbortController().signal;
const secret = 'planted-smtp-password';
const login = { host: '127.0.0.1', user: 'relay', password: secret, from: 'w@example.org' };
const sendBy = async (server: Omit<SmtpServer, keyof typeof login>, authority?: string) =>
  mailChannel({ ...login, ...server }, authority).send(message(), 'ana@example.org', never);

async function started(tls?: Parameters<typeof MailSink.start>[0]): Promise<MailSink> {
  const sink = await MailSink.start(tls);
  sink.user = { name: 'relay', password: secret };
  onTestFinished(() => sink.stop());
  return sink;
}

it('[DLV23] gives neither mail nor password to a mail server whose certificate is not good', async () => {
  const { authority, selfSigned, expired, wrongName } = makeCertificates(temporaryFolder());
  const certificates = [
    { certified: selfSigned, code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    { certified: expired, code: 'CERT_HAS_EXPIRED' },
    { certified: wrongName, code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  ];
  for (const { certified, code } of certificates) {
    for (const security of ['tls', 'starttls'] as const) {
      const sink = await started({ ...certified, secure: security === 'tls' });
      expect(await sendBy({ port: sink.port, security }, authority)).toEqual({
        outcome: 'retry',
        why: `The mail server’s certificate is not to be believed (${code}), so nothing was said to it.`,
      });
      expect([sink.got, sink.logins]).toEqual([[], []]);
    }
  }
});

it('[DLV23] says nothing to a mail server from which somebody has taken STARTTLS', async () => {
  const stripped = await started();
  expect(await sendBy({ port: stripped.port, security: 'starttls' })).toMatchObject({
    outcome: 'retry',
    why: expect.stringContaining('offers no encryption') as string,
  });
  expect([stripped.got, stripped.logins]).toEqual([[], []]);
  // The control: asked for no encryption, the same server takes it.
  expect(await sendBy({ port: stripped.port, security: 'none' })).toMatchObject({ outcome: 'sent' });
  expect([stripped.got.length, stripped.logins]).toEqual([1, ['relay']]);
});

it.each([421, 450, 451, 452])('[DLV23] comes again after %i, as to a server that puts off whom it does not know', async (code) => {
  const sink = await started();
  sink.code = code;
  expect(await sendBy({ port: sink.port, security: 'none' })).toEqual({ outcome: 'retry', why: `The mail server answered ${code}.` });
  sink.code = 250;
  expect(await sendBy({ port: sink.port, security: 'none' })).toMatchObject({ outcome: 'sent' });
});

it.each([550, 552, 554])('[DLV23] takes %i for good', async (code) => {
  const sink = await started();
  sink.code = code;
  expect(await sendBy({ port: sink.port, security: 'none' })).toEqual({
    outcome: 'dead',
    why: `The mail server refused the mail with ${code}.`,
  });
});

it('[DLV23] comes again to a mail server that hangs up, says nothing sensible or greets with 5xx', async () => {
  const greetings = ['', 'HTTP/1.1 400 Bad Request\r\n\r\n', '554 go away\r\n', '421 too busy\r\n'];
  for (const greeting of greetings) {
    const server = createServer((socket) => socket.end(greeting));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { outcome } = await sendBy({ port, security: 'none' });
    expect([greeting, outcome]).toEqual([greeting, greeting.startsWith('554') ? 'dead' : 'retry']);
  }
});
