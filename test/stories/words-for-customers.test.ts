import { expect, it } from 'vitest';
import { writtenMail } from '../../shared/delivery/mail.ts';
import { answerLabelOf, plainText, spokenText } from '../../shared/delivery/written.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { worldWithRooms } from '../harness/rooms.ts';

const checkpoints = [{ name: 'Customers', actions: ['customer-update', 'public-status'], from: ['person:lea'], within: '15m' }];
const words = 'Some card payments fail. We are on it.';
const comms = (outside: { texts: string[] }) => outside.texts.filter((text) => text.startsWith('comms'));

async function proposed(more: Record<string, Record<string, unknown>> = {}) {
  const { world, outside } = await worldWithRooms({ checkpoints }, more);
  const [ana, lea] = [await world.desktop('ana'), await world.desktop('lea')];
  await world.alert();
  const { id: action } = ana.does('update', { for: 'customers', text: words });
  await world.forward(MINUTE_MS);
  return { world, outside, ana, lea, action };
}

it('[COM7] shows a draft where drafts are looked at, and lets it go to customers’ rooms once another person approves (S87)', async () => {
  const readers = { channels: { status: { name: '#customers', for: ['customers'] } } };
  const { world, outside, ana, lea, action } = await proposed(readers);
  outside.rooms['status'] = ['status'];
  expect(comms(outside)).toEqual(['comms: Waits for approval: #1 Disk full on db1']);
  ana.does('approve', { action });
  await world.forward(MINUTE_MS);
  expect(ana.app.replica.returned.map(({ outcome }) => outcome)).toEqual(['parked']);
  expect(outside.texts.filter((text) => text.startsWith('status'))).toEqual([]);
  lea.does('approve', { action });
  await world.forward(MINUTE_MS);
  expect(comms(outside).slice(1)).toEqual(['comms: Update: Checkout']);
  expect(outside.texts.filter((text) => text.startsWith('status'))).toEqual(['status: Update: Checkout']);
});

it('[COM8] lets approved words go once, whoever approves and whatever restarts', async () => {
  const { world, outside, lea, action } = await proposed();
  outside.behaviour.set('comms', () => ({ outcome: 'retry', why: 'The provider answered 503.' }));
  lea.does('approve', { action });
  await world.forward(1000);
  world.relay.write(
    { type: 'action.approved', entity: { kind: 'incident', id: world.incident().id }, body: { action } },
    { kind: 'admin' },
  );
  await world.forward(1000);
  for (let i = 0; i < 3; i += 1) {
    world.killRelay();
    world.startRelay();
    await world.forward(1000);
  }
  outside.behaviour.delete('comms');
  await world.forward(HOUR_MS);
  expect(comms(outside).filter((text) => text.includes('Update'))).toEqual(['comms: Update: Checkout']);
});

it('[COM8] tells who looked at a draft why it was declined, and nobody else anything', async () => {
  const { world, outside, lea, action } = await proposed({ channels: { status: { name: '#customers', for: ['customers'] } } });
  outside.rooms['status'] = ['status'];
  lea.does('reject', { action, reason: 'Too early.' });
  await world.forward(HOUR_MS);
  expect(comms(outside)).toEqual(['comms: Waits for approval: #1 Disk full on db1', 'comms: Declined: #1 Disk full on db1']);
  expect(outside.arrived.at(-1)?.message.said).toMatchObject({ text: words, reason: 'Too early.' });
  expect(outside.texts.filter((text) => text.startsWith('status'))).toEqual([]);
});

it('[COM9] gives customers the released words and the service’s name, and nothing else of the incident', async () => {
  const organisation = { bridge: 'https://meet.example.org/{{number}}', updates: { customers: '{{service}}: {{update}}' } };
  const { world, outside, lea, action } = await proposed({ organisation });
  lea.does('approve', { action });
  await world.forward(MINUTE_MS);
  const released = outside.arrived.at(-1)?.message;
  expect(released && plainText(released)).toBe(`Update: Checkout\nCheckout: ${words}`);
});

it('[COM7] says at once what no checkpoint concerns, as the policy wants it', async () => {
  const { world, outside } = await worldWithRooms();
  const ana = await world.desktop('ana');
  await world.alert();
  ana.does('update', { for: 'customers', text: words });
  await world.forward(MINUTE_MS);
  expect(comms(outside)).toEqual(['comms: Update: Checkout']);
});

const leaByMail = { people: { lea: { email: 'lea@example.org', pages: [{ channel: 'mail' }, { channel: 'voice' }] } } };
const apology = { organisation: { updates: { customers: '{{update}} We are sorry.' } } };

it('[COM7] shows whoever is asked to approve the words themselves, and no button that would take the incident instead', async () => {
  const { world, outside, ana } = await proposed({ ...leaByMail, ...apology });
  const message = outside.arrived.find(({ provider }) => provider === 'mail')?.message;
  const mail = message && writtenMail(message);
  expect(mail?.subject).toBe('[Watchbell] Waits for approval: #1 Disk full on db1');
  for (const part of [mail?.text, mail?.html]) {
    expect(part).toContain(`${words} We are sorry.`);
    expect(part).toContain('Approve or decline it in Watchbell.');
    expect(part).not.toMatch(/Acknowledge|CRITICAL/);
  }
  expect(message?.incidents[0]).not.toHaveProperty('answerAt');
  const call = outside.arrived.find(({ provider }) => provider === 'voice')?.message;
  expect(call && spokenText(call)).toBe('This is Watchbell. On Checkout something waits for your approval: Disk full on db1.');
  // A control: what a step pages her with can be acknowledged and has nobody's words.
  ana.does('escalate', {});
  await world.forward(MINUTE_MS);
  const paged = outside.arrived.filter(({ provider }) => provider === 'mail').at(-1)?.message;
  expect([paged?.reason, paged?.said, paged && answerLabelOf(paged)]).toEqual([
    expect.not.stringMatching('approval'),
    undefined,
    'Acknowledge or escalate',
  ]);
});

it('[COM7] shows in a draft of the status page what the page will say, which no template words', async () => {
  const { world, outside } = await worldWithRooms({ checkpoints }, apology);
  const ana = await world.desktop('ana');
  await world.alert();
  ana.does('update', { for: 'public', text: words });
  await world.forward(MINUTE_MS);
  expect(outside.arrived.find(({ provider }) => provider === 'comms')?.message.said?.text).toBe(words);
});
