import { connect } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { expect, it, onTestFinished } from 'vitest';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { relaySurface } from '../../test/harness/relay-surface.ts';
import { integrationOfAddress, listenForMail, type MailEdges } from './mail-listener.ts';

/** A relay's mail port, and a mail program that sends to it. */
async function mailPort(edges: Partial<MailEdges> = {}) {
  const surface = await relaySurface();
  const { ledger, credentials, metrics, log, keyOf } = surface;
  const logged: string[] = [];
  const note = (_: object, message: string) => void logged.push(message);
  const logger = { info: note, warn: note, error: note } as never;
  const mail = listenForMail(
    { host: '127.0.0.1', port: 0 },
    { ledger, credentials, metrics, logger, newId: () => log.newId(), now: () => log.nowMs, ...edges },
  );
  const port = await mail.start();
  onTestFinished(async () => {
    await mail.stop();
    await surface.server.close();
  });
  const send = async (more: SendMailOptions & { key?: string }) => {
    const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
    const to = `${more.key ?? keyOf('monitoring')}@relay.example.org`;
    try {
      const { response, messageId } = await transport.sendMail({ from: 'Cron <root@db1.example.org>', to, text: 'df says 100 %', ...more });
      return { code: 250, response, messageId };
    } catch (error) {
      const { responseCode: code, response } = error as { responseCode: number; response: string };
      return { code, response, messageId: undefined };
    } finally {
      transport.close();
    }
  };
  return { ...surface, logged, port, send };
}

it('[ALR34] opens an incident by mail and answers 250 when it is on disk; the end of it resolves it', async () => {
  const { send, incidents, keyOf } = await mailPort();
  const first = await send({
    subject: '[critical] Disk full on db1',
    text: undefined,
    html: '<p>df says <b>100 %</b></p><script>x()</script>',
  });
  expect(first).toMatchObject({ code: 250, response: expect.stringMatching(/^250 .*Taken/) as string });
  expect(incidents()).toMatchObject([
    { title: '[critical] Disk full on db1', severity: 'critical', integration: 'monitoring', known: { 'label.text': 'df says 100 %' } },
  ]);
  await send({ subject: '[critical] Disk full on db1', key: `monitoring+${keyOf('monitoring')}` });
  expect(incidents()).toMatchObject([{ alertCount: 2 }]);
  await send({ subject: 'Well again', inReplyTo: first.messageId, references: first.messageId });
  expect(incidents()).toMatchObject([{ alertCount: 3 }]);
  await send({ subject: '[resolved] Disk full on db1' });
  expect(incidents()).toMatchObject([{ status: 'resolved' }]);
});

it('[ALR34] refuses for good what names no integration, says nothing, or is too large, each with the reason', async () => {
  const { send, incidents, keyOf, logged } = await mailPort();
  const refused = [
    await send({ subject: 'x', key: 'f'.repeat(32) }),
    await send({ subject: 'x', key: `alertmanager+${keyOf('monitoring')}` }),
    await send({ subject: '', text: '' }),
    await send({ subject: 'x', attachments: [{ filename: 'big.txt', content: 'x'.repeat(1_200_000) }] }),
    await send({ subject: 'x', headers: Array.from({ length: 60 }, (_, i) => ({ key: 'Received', value: `from a by b; ${i}` })) }),
  ];
  expect(refused.map(({ code }) => code)).toEqual([550, 550, 554, 552, 554]);
  refused.forEach(({ response }) => expect(response?.length).toBeGreaterThan(40));
  expect(incidents()).toEqual([]);
  expect(logged).toEqual([]);
});

it('[ALR34] ignores automatic replies and reports of deliveries, with a line in the log', async () => {
  const { send, incidents, logged } = await mailPort();
  expect((await send({ subject: 'Out of office', headers: { 'Auto-Submitted': 'auto-replied' } })).response).toContain('Ignored');
  expect(logged).toEqual(['A mail was ignored.']);
  await send({ subject: 'Cron <root@db1> backup failed', headers: { 'Auto-Submitted': 'auto-generated' } });
  expect(incidents()).toHaveLength(1);
});

it('[ALR34] asks to send again when the disk does not take it', async () => {
  const { send, incidents, log, ledger } = await mailPort();
  log.store.failure = 'ENOSPC';
  expect(await send({ subject: 'Disk full' })).toMatchObject({
    code: 451,
    response: expect.stringContaining('send the mail again') as string,
  });
  await ledger.settled();
  expect(incidents()).toEqual([]);
});

it('[ALR34] asks to send again later when a key sends too much', async () => {
  const { send, log, keyOf } = await mailPort({ mailsPerMinute: 2 });
  const codes = [];
  for (let i = 0; i < 3; i += 1) {
    codes.push((await send({ subject: 'Disk full' })).code);
  }
  expect(codes).toEqual([250, 250, 450]);
  expect(await send({ subject: 'Disk full', key: keyOf('alertmanager') })).toMatchObject({ code: 250 });
  log.nowMs += MINUTE_MS;
  expect(await send({ subject: 'Disk full' })).toMatchObject({ code: 250 });
});

it('[ALR34] relays nothing and knows no users', async () => {
  const { port } = await mailPort();
  const said = await new Promise<string>((resolve, reject) => {
    let text = '';
    const lines = 'EHLO x\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<someone@example.com>\r\nAUTH PLAIN AGEAYg==\r\nQUIT\r\n';
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => socket.write(lines));
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
  expect(said).not.toMatch(/AUTH|STARTTLS/);
  expect(said).toMatch(/550 No integration of this relay has that key/);
  expect(said).toMatch(/50[02] /);
});

it('[ALR34] names an integration by its key, whatever mail servers do to capitals', async () => {
  const { credentials, keyOf } = await mailPort();
  const key = keyOf('monitoring');
  expect(integrationOfAddress(`${key}@x`, credentials)).toBe('monitoring');
  expect(integrationOfAddress(`Monitoring+${key.toUpperCase()}@X`, credentials)).toBe('monitoring');
  expect(integrationOfAddress(`other+${key}@x`, credentials)).toBeUndefined();
  expect(integrationOfAddress('@x', credentials)).toBeUndefined();
  expect(integrationOfAddress('', credentials)).toBeUndefined();
});
