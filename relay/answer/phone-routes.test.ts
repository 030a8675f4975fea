import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { waitingRow } from '../../shared/delivery/attempt.ts';
import { changeOf } from '../log/outbox.ts';
import { answerSurface, phones, publicUrl } from '../../test/harness/answering.ts';

const authToken = 'an auth token of the account';

/** A relay whose provider signs, and that provider: texts people send, calls people take. */
async function telephone(more: object = {}) {
  const surface = await answerSurface({ twilio: { authTokens: [authToken, 'the one before'] }, ...more });
  const { server, ledger, incident } = surface;
  await ledger.settled();
  const provider = async (path: string, fields: Record<string, string>, signedWith = authToken, headers: Record<string, string> = {}) => {
    const signed = `${publicUrl}${path}${Object.keys(fields)
      .toSorted()
      .map((name) => `${name}${fields[name] ?? ''}`)
      .join('')}`;
    const answer = await server.inject({
      method: 'POST',
      url: path,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': createHmac('sha1', signedWith).update(signed).digest('base64'),
        ...headers,
      },
      payload: new URLSearchParams(fields).toString(),
    });
    return { status: answer.statusCode, body: answer.body, type: answer.headers['content-type'] };
  };
  let texts = 0;
  const text = async (body: string, from: string = phones.ana, id = `SM${(texts += 1)}`) =>
    (await provider('/answer/sms', { From: from, Body: body, MessageSid: id })).body.replace(
      /^.*<Response>(?:<Message>(.*)<\/Message>)?<\/Response>$/s,
      '$1',
    );
  const paged = async (to = 'ana', epoch = 1, of = incident) =>
    ledger.write(
      {
        type: 'step.fired',
        entity: { kind: 'incident', id: of },
        body: {
          stepId: surface.log.newId(),
          epoch,
          position: { cycle: 1, level: 1, repeat: 0 },
          dueAt: surface.log.nowMs,
          targets: [to],
          outcome: 'paged',
          reason: 'triggered',
        },
      },
      { kind: 'engine' },
    ).durable;
  /** The text message about a ringing has left for somebody. */
  const texted = (person = 'ana', epoch = 1, of = incident) => {
    const id = surface.log.newId();
    const to = { kind: 'person' as const, person, channel: 'sms' as const };
    const delivery = { id, to, what: 'page' as const, incident: of, epoch, stepId: id, entry: id, page: 1, reason: 'first', dueAt: 0 };
    const waiting = waitingRow(delivery);
    const { outbox } = surface.log.store;
    outbox.put([waiting]);
    outbox.settle(changeOf(waiting, { ...waiting, state: 'sent', settledAt: surface.log.nowMs }));
  };
  const told = async (to = 'ana', epoch = 1, of = incident) => {
    await paged(to, epoch, of);
    texted(to, epoch, of);
  };
  return { ...surface, provider, text, paged, texted, told };
}

it('[ANS13] acknowledges by text message, as the person whose number it is', async () => {
  const { text, told: paged, standing } = await telephone();
  await paged();
  expect(await text('Ack')).toBe('#1 Disk full: You have taken it.');
  expect(standing()).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'ana', via: 'sms' } });
  expect(await text('ack 1')).toMatch(/^#1 Disk full: You have answered\./);
  expect(await text('résolu 1')).toBe('#1 Disk full : Résolu.');
  expect(standing()?.status).toBe('resolved');
  expect(await text('esc 1')).toMatch(/It is over/);
});

it('[ANS13] says what to do when it cannot tell who, what or which, and does nothing', async () => {
  const { text, told: paged, log, ledger, incident } = await telephone();
  expect(await text('ack')).toMatch(/^No incident waits for you/);
  await paged();
  const second = log.trigger();
  await paged('ana', 1, second);
  const before = ledger.head.seq;
  expect(await text('ack')).toBe('2 incidents wait for you: #1 Disk full, #2 Disk full. Say which, for example: ACK 1.');
  expect(await text('on my way')).toMatch(/Reply ACK, ESC or RESOLVE/);
  expect(await text('ack 7')).toMatch(/no open incident 7/);
  expect(await text('ack 1', phones.bo)).toMatch(/has not been sent to you since it last rang/);
  expect(await text('ack 1', '+15550000000')).toMatch(/knows nobody by this address or number/);
  expect(ledger.head.seq).toBe(before);
  expect(incident).not.toBe(second);
});

it('[ANS13] takes a message once, however often the provider sends it', async () => {
  const { text, told: paged, standing } = await telephone();
  await paged();
  expect(await text('esc 1', phones.ana, 'SMsame')).toBe('#1 Disk full: It goes further.');
  await paged('ana', 2);
  expect(await text('esc 1', phones.ana, 'SMsame')).toBe('');
  expect(standing()?.epoch).toBe(2);
});

it('[ANS13] means the ringing its writer was told of by text, and silences none they have not heard of', async () => {
  const { text, paged, texted, write, standing, ledger } = await telephone();
  await paged();
  const before = ledger.head.seq;
  expect(await text('ack')).toMatch(/has not been sent to you since it last rang/);
  expect(await text('ack 1')).toMatch(/has not been sent to you since it last rang/);
  texted();
  await write('incident.escalated', { epoch: 1, reason: 'escalated-by-hand', via: 'window' }, 'bo');
  await paged('ana', 2);
  // What they answer is the message of the first ringing, for that of the second has not left yet.
  expect(await text('ack 1')).toMatch(/It has rung again since/);
  expect(await text('esc')).toMatch(/It has rung again since/);
  expect([ledger.head.seq - before, standing()?.status, standing()?.epoch]).toEqual([2, 'triggered', 2]);
  texted('ana', 2);
  expect(await text('ack 1')).toBe('#1 Disk full: You have taken it.');
  expect(standing()).toMatchObject({ status: 'acknowledged', epoch: 2, acknowledgement: { person: 'ana', via: 'sms' } });
});

it('[ANS14] believes nobody but the provider, by either of its tokens', async () => {
  const { provider, told: paged, standing, server } = await telephone();
  await paged();
  const fields = { From: phones.ana, Body: 'ack', MessageSid: 'SM1' };
  expect((await provider('/answer/sms', fields, 'another account')).status).toBe(403);
  expect((await provider('/answer/sms', fields, authToken, { 'x-twilio-signature': '' })).status).toBe(403);
  const unsigned = await server.inject({ method: 'POST', url: '/answer/sms', payload: new URLSearchParams(fields).toString() });
  expect(unsigned.statusCode).toBe(403);
  expect(standing()?.status).toBe('triggered');
  expect((await provider('/answer/sms', fields, 'the one before')).status).toBe(200);
  expect(standing()?.status).toBe('acknowledged');
});

it('[ANS14] is not there for a relay that has no provider', async () => {
  const { server } = await answerSurface();
  for (const url of ['/answer/sms', '/answer/voice/x', '/answer/slack', '/answer/mattermost']) {
    expect((await server.inject({ method: 'POST', url, payload: {} })).statusCode).toBe(404);
  }
});

it('[ANS15] says in a call what is wrong, and acknowledges with 1', async () => {
  const { provider, links, incident, standing } = await telephone();
  const path = (links.voiceUrlFor({ incident, epoch: 1, person: 'ana' }) ?? '').replace(publicUrl, '');
  const call = await provider(path, { To: phones.ana, CallSid: 'CA1' });
  expect(call.type).toContain('text/xml');
  expect(call.body).toContain(`<Gather numDigits="1" timeout="10" method="POST" action="${publicUrl}${path}">`);
  expect(call.body).toContain(
    '<Say language="en-GB">Watchbell. Critical: incident 1. Disk full. Service: Checkout. Press 1 to acknowledge. Press 2 to escalate.</Say>',
  );
  expect((await provider(path, { To: phones.ana, Digits: '7' })).body).toContain('<Gather');
  expect(standing()?.status).toBe('triggered');
  expect((await provider(path, { To: phones.ana, Digits: '1' })).body).toContain('You have taken it. Goodbye.');
  expect(standing()).toMatchObject({ acknowledgement: { person: 'ana', via: 'voice' } });
  expect((await provider(path, { To: phones.ana, Digits: '1' })).body).toContain('This was used already');
  expect((await provider(path, { To: phones.ana })).body).toContain('You have answered');
});

it('[ANS15] speaks French, escalates with 2, and tells nothing to another number', async () => {
  const { provider, links, incident, standing } = await telephone({ language: 'fr' });
  const path = (links.voiceUrlFor({ incident, epoch: 1, person: 'ana' }) ?? '').replace(publicUrl, '');
  const wrong = await provider(path, { To: phones.bo, Digits: '2' });
  expect(wrong.body).toContain('Ce lien est inconnu');
  expect(wrong.body).not.toContain('Disk full');
  expect((await provider(path, { To: phones.ana })).body).toContain('<Say language="fr-FR">Watchbell. Critique : incident 1.');
  expect((await provider(path, { To: phones.ana, Digits: '2' })).body).toContain('Il va plus loin');
  expect(standing()?.epoch).toBe(2);
});
