import { afterAll, beforeAll, expect, it } from 'vitest';
import { idOf } from '../../../test/harness/entries.ts';
import { MailSink } from '../../../test/harness/mail-sink.ts';
import { brief, hostileTitles, message } from '../../../test/harness/messages.ts';
import { fc } from '../../../test/harness/properties.ts';
import { mailChannel, type SmtpServer } from './mail.ts';

const never = new AbortController().signal;
let sink: MailSink;
let server: SmtpServer;
beforeAll(async () => {
  sink = await MailSink.start();
  server = { host: '127.0.0.1', port: sink.port, security: 'none', from: 'Watchbell <watchbell@example.org>' };
});
afterAll(() => sink.stop());

it('[DLV16] sends one thread for each incident, with text and HTML, that no machine answers', async () => {
  const mail = mailChannel(server);
  expect(await mail.send(message(), 'ana@example.org', never)).toEqual({ outcome: 'sent', receipt: `<${idOf('delivery')}@example.org>` });
  await mail.send(message({ id: idOf('again'), reason: 'escalated' }), 'ana@example.org', never);
  await mail.send(message({ id: idOf('other'), incidents: [brief({ id: idOf('other') })] }), 'ana@example.org', never);
  const [first, second, other] = sink.got.slice(-3).map(({ mail: each }) => each);
  expect(sink.got.at(-3)).toMatchObject({ from: 'watchbell@example.org', to: ['ana@example.org'] });
  expect(first?.subject).toBe('[Watchbell] CRITICAL: #42 Disk full on db1');
  expect(first?.references).toEqual(second?.references);
  expect(first?.references).not.toEqual(other?.references);
  expect(first?.messageId).not.toBe(second?.messageId);
  expect(first?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(first?.text).toContain('Acknowledge or escalate: https://relay.example.org/a/TOKEN');
  expect(first?.html).toContain('<meta name="color-scheme" content="light dark">');
  expect(first?.html).toContain('href="https://relay.example.org/a/TOKEN"');
  expect(first?.html).not.toMatch(/<script|<img|<link|url\(/i);
});

it('[DLV16] takes replies at the relay where it takes mail, about one incident at a time', async () => {
  const mail = mailChannel({ ...server, replies: 'relay.example.org' });
  await mail.send(message({ incidents: [brief({ mailbox: 'answer+TOKEN' })] }), 'ana@example.org', never);
  expect(sink.got.at(-1)?.mail.replyTo?.text).toBe('answer+TOKEN@relay.example.org');
  await mail.send(message({ incidents: [brief({ mailbox: 'answer+TOKEN' }), brief({ number: 43 })] }), 'ana@example.org', never);
  expect(sink.got.at(-1)?.mail.replyTo).toBeUndefined();
});

it('[DLV16] writes in the person’s language', async () => {
  await mailChannel(server).send(message({ language: 'fr' }), 'ana@example.org', never);
  const { mail } = sink.got.at(-1) ?? {};
  expect(mail?.subject).toBe('[Watchbell] CRITIQUE\u00a0: #42 Disk full on db1');
  expect(mail?.text).toContain('Prendre en charge ou escalader\u00a0: https://relay.example.org/a/TOKEN');
});

/** What must not be in a mail whatever its title is: another recipient, another header, another element, a hidden character. */
async function sent(title: string) {
  const before = sink.got.length;
  await mailChannel(server).send(message({ incidents: [brief({ title })] }), 'ana@example.org', never);
  expect(sink.got.length).toBe(before + 1);
  const { to, mail } = sink.got.at(-1) ?? { to: [], mail: undefined };
  const html = mail?.html === false ? '' : (mail?.html ?? '');
  return {
    to,
    headers: [...(mail?.headers.keys() ?? [])].toSorted(),
    tags: [...html.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([, tag]) => tag).join(' '),
  };
}

it(`[DLV14] lets no title add a recipient, a header or an element: ${hostileTitles.length} of people who mean harm, and any other (S11)`, async () => {
  const plain = await sent('Disk full on db1');
  for (const title of hostileTitles) {
    expect(await sent(title)).toEqual(plain);
  }
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\r\n', '\n', '\r', '\u0085', '\u2028', 'Bcc: x@y.z', '<b>', '">', '&', '?='),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
      expect(await sent(parts.join(''))).toEqual(plain);
    }),
    { numRuns: Number(process.env['INJECTION_RUNS'] ?? 25) },
  );
});

it('[DLV4] tries again what the server puts off, gives up what it refuses, and says neither address nor password', async () => {
  const mail = mailChannel({ ...server, user: 'relay', password: 'hunter2-hunter2' });
  sink.user = { name: 'relay', password: 'hunter2-hunter2' };
  expect(await mail.send(message(), 'ana@example.org', never)).toMatchObject({ outcome: 'sent' });
  sink.code = 451;
  expect(await mail.send(message(), 'ana@example.org', never)).toEqual({ outcome: 'retry', why: 'The mail server answered 451.' });
  sink.code = 550;
  expect(await mail.send(message(), 'ana@example.org', never)).toEqual({
    outcome: 'dead',
    why: 'The mail server refused the mail with 550.',
  });
  sink.code = 250;
  sink.user = { name: 'relay', password: 'another' };
  expect(await mail.send(message(), 'ana@example.org', never)).toEqual({
    outcome: 'dead',
    why: 'The mail server does not accept the user and password it was given.',
  });
  sink.user = undefined;
  const nobody = mailChannel({ ...server, port: 1 });
  expect(await nobody.send(message(), 'ana@example.org', never)).toMatchObject({ outcome: 'retry' });
  // A server that does not speak TLS gets neither the mail nor the password in the open.
  const before = sink.got.length;
  const noTls = mailChannel({ ...server, security: 'starttls' });
  expect((await noTls.send(message(), 'ana@example.org', never)).outcome).not.toBe('sent');
  expect(sink.got.length).toBe(before);
});
