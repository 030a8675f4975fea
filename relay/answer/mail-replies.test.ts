import { createTransport, type SendMailOptions } from 'nodemailer';
import { expect, it, onTestFinished } from 'vitest';
import { answerSurface } from '../../test/harness/answering.ts';
import { listenForMail } from '../ingest/mail-listener.ts';
import { mailReplies } from './mail-replies.ts';

/** A relay's mail port that takes replies, and a mail program that sends them. */
async function mailbox() {
  const surface = await answerSurface();
  const { ledger, credentials, metrics, log, links, contacts, settings, incident } = surface;
  const onTrouble = () => undefined;
  const logger = { warn: () => undefined, error: () => undefined } as never;
  const replies = mailReplies({ ledger, links, contacts, settings, onTrouble });
  const edges = { ledger, credentials, metrics, logger, newId: () => log.newId(), now: () => log.nowMs, replies };
  const mail = listenForMail({ host: '127.0.0.1', port: 0 }, edges);
  const port = await mail.start();
  onTestFinished(async () => mail.stop());
  const send = async (more: SendMailOptions) => {
    const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
    try {
      const { response } = await transport.sendMail({
        from: 'Ana <ana@example.org>',
        subject: 'Re: [critical] Disk full',
        text: 'ack',
        ...more,
      });
      return { code: 250, response };
    } catch (error) {
      const { responseCode: code, response } = error as { responseCode: number; response: string };
      return { code, response };
    } finally {
      transport.close();
    }
  };
  const addressFor = (person = 'ana', epoch = 1) => `${links.mailboxFor({ incident, epoch, person }) ?? ''}@pages.example.org`;
  return { ...surface, send, addressFor };
}

it('[ANS12] acknowledges by answering a mail', async () => {
  const { send, addressFor, standing } = await mailbox();
  const text = 'Ack\r\n\r\nOn Mon, 23 Nov 2026 at 03:00, Watchbell wrote:\r\n> resolve\r\n';
  expect(await send({ to: addressFor().toUpperCase(), text })).toMatchObject({
    code: 250,
    response: expect.stringContaining('You have taken it') as string,
  });
  expect(standing()).toMatchObject({ acknowledgement: { person: 'ana', via: 'mail' } });
});

it('[ANS12] takes the token from the subject, and HTML alone', async () => {
  const { send, tokenFor, standing } = await mailbox();
  const html = '<div>pris</div><blockquote>ack</blockquote>';
  const answer = await send({ to: 'answer@pages.example.org', subject: `Re: Disk full [answer:${tokenFor()}]`, text: undefined, html });
  expect(answer).toMatchObject({ code: 250, response: expect.stringContaining("Vous l'avez pris en charge") as string });
  expect(standing()?.status).toBe('acknowledged');
});

it('[ANS12] sends back what it does not do, with what to do, and opens no incident for it', async () => {
  const { send, addressFor, links, incident, standing, incidents, write } = await mailbox();
  const refused = async (more: SendMailOptions) => {
    const { code, response } = await send(more);
    expect(code === 554 || code === 550).toBe(true);
    return response;
  };
  expect(await refused({ to: addressFor(), from: 'Eve <eve@example.org>' })).toContain('does not come from the address its page went to');
  expect(await refused({ to: addressFor(), from: 'Bo <bo@example.org>' })).toContain('does not come from the address its page went to');
  expect(await refused({ to: addressFor(), text: 'I am on it' })).toContain('Reply ACK, ESC or RESOLVE');
  expect(await refused({ to: 'answer@pages.example.org' })).toContain('This link is not known');
  expect(await refused({ to: `answer+${'a'.repeat(48)}@pages.example.org` })).toContain('No integration of this relay has that key');
  const once = addressFor();
  await send({ to: once, text: 'esc' });
  expect(standing()?.epoch).toBe(2);
  expect(await refused({ to: once, text: 'esc' })).toContain('used already');
  expect(await refused({ to: addressFor('ana', 1) })).toContain('It has rung again since');
  await write('incident.resolved', { epoch: 2, via: 'window' }, 'bo');
  expect(await refused({ to: addressFor('ana', 2) })).toContain('It is over');
  expect(incidents()).toHaveLength(1);
  expect(links.check(once.split('@')[0]?.slice('answer+'.length) ?? '')).toMatchObject({ kind: 'good', to: { incident } });
});

it('[ANS12] takes no automatic answer for a reply, and asks to send again when the disk refuses', async () => {
  const { send, addressFor, standing, log, ledger } = await mailbox();
  expect((await send({ to: addressFor(), headers: { 'Auto-Submitted': 'auto-replied' } })).response).toContain('Ignored');
  expect(standing()?.status).toBe('triggered');
  log.store.failure = 'ENOSPC';
  expect((await send({ to: addressFor() })).code).toBe(450);
  await ledger.settled();
  expect(standing()?.status).toBe('triggered');
});
