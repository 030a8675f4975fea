import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const policy = shop({
  steps: [
    { notify: ['person:ana'], acknowledgeWithin: '10m' },
    { notify: ['person:bo'], acknowledgeWithin: '10m' },
  ],
  checkpoints: [
    { name: 'Customers', actions: ['customer-update'], from: ['person:lea'], within: '15m', otherwise: ['person:sam'] },
    { name: 'Data', actions: ['data-disclosure'], approvals: 2, from: ['person:lea', 'person:sam', 'person:ana'] },
  ],
});
const say = { kind: 'customer-update', text: 'Payments are slow; we are on it.' };

it('[ESC28] holds a message to customers until the lead approves it, and goes on paging meanwhile (S103)', async () => {
  const world = await World.start(policy);
  const [ana, lea] = [await world.desktop('ana'), await world.desktop('lea')];
  await world.alert();
  const { id: action } = ana.does('propose', say);
  await world.forward(2 * SECOND_MS);
  expect(lea.reasons).toEqual(['approval']);
  await world.forward(10 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '10 bo not-acknowledged']);
  expect(world.incident().actions).toMatchObject([{ status: 'waiting', by: 'ana', needed: 1 }]);
  lea.does('approve', { action });
  await world.forward(2 * SECOND_MS);
  expect(world.incident().actions).toMatchObject([{ status: 'released', approvals: ['lea'] }]);
  expect(lea.bell.ringing.size).toBe(0);
});

it('[ESC28] asks somebody else when nobody answers, and releases nothing by time alone (C19)', async () => {
  const world = await World.start(policy);
  const [ana, sam] = [await world.desktop('ana'), await world.desktop('sam')];
  await world.alert();
  ana.does('acknowledge');
  ana.does('propose', say);
  await world.forward(15 * MINUTE_MS + SECOND_MS);
  expect(sam.bell.ringing.size).toBe(1);
  world.clock.idleTickMs = MINUTE_MS;
  await world.forward(24 * HOUR_MS);
  expect(world.incident().actions[0]?.status).toBe('waiting');
});

it('[ESC28] wants two approvals of others than who proposed it (C19)', async () => {
  const world = await World.start(policy);
  const [ana, sam, lea] = [await world.desktop('ana'), await world.desktop('sam'), await world.desktop('lea')];
  await world.alert();
  const { id: action } = ana.does('propose', { kind: 'data-disclosure', text: 'Send the list to the auditor.' });
  await world.settle();
  ana.does('approve', { action });
  sam.does('approve', { action });
  await world.settle();
  expect(world.incident().actions[0]).toMatchObject({ status: 'waiting', approvals: ['sam'], asked: ['lea', 'sam'] });
  expect(ana.app.replica.returned.map(({ outcome }) => outcome)).toEqual(['parked']);
  lea.does('approve', { action });
  await world.settle();
  expect(world.incident().actions[0]?.status).toBe('released');
});

it('[ESC28] takes a refusal with its reason, also one given without a network (S103)', async () => {
  const world = await World.start(policy);
  const [ana, lea] = [await world.desktop('ana'), await world.desktop('lea')];
  await world.alert();
  const { id: action } = ana.does('propose', say);
  await world.settle();
  lea.cut();
  lea.does('reject', { action, reason: 'Too early.' });
  await world.forward(MINUTE_MS);
  lea.mend();
  await world.forward(2 * MINUTE_MS);
  expect(world.incident().actions).toMatchObject([{ status: 'rejected', rejection: { person: 'lea', reason: 'Too early.' } }]);
  expect(differences(world)).toEqual([]);
});

it('[ESC28] lets go at once what no checkpoint concerns', async () => {
  const world = await World.start(policy);
  const ana = await world.desktop('ana');
  await world.alert();
  ana.does('propose', { kind: 'vendor-escalation', text: 'Open a ticket with the bank.' });
  await world.settle();
  expect(world.incident().actions[0]?.status).toBe('released');
});
