import { expect, it } from 'vitest';
import { SECOND_MS } from '../../shared/time/instant.ts';
import { sample } from '../harness/workspaces.ts';
import { World } from '../harness/world.ts';

it('[ESC5] pages the next person at once when a step leads to nobody, and says so (D2)', async () => {
  const world = await World.start(sample.replace('- notify: [schedule:payments-primary]', '- notify: []'));
  const bo = await world.desktop('bo');
  await world.alert();
  await world.forward(5 * SECOND_MS);
  expect(bo.bell.heard.map(({ reason }) => reason)).toEqual(['escalated']);
  expect(world.logged('step.fired').map(({ body }) => body['outcome'])).toEqual(['nobody', 'paged']);
});

it('[ESC5] does so too when the person on call has left (D5)', async () => {
  const world = await World.start();
  const bo = await world.desktop('bo');
  world.relay.write({ type: 'person.removed', entity: { kind: 'person', id: 'ana' }, body: {} }, { kind: 'admin' });
  await world.alert();
  await world.forward(5 * SECOND_MS);
  expect(bo.bell.heard).toHaveLength(1);
});

it('[ESC6] reaches somebody at once when a whole policy leads to nobody (D2)', async () => {
  const world = await World.start(sample.replace(/- notify: \[.*\]/g, '- notify: []'));
  const lea = await world.desktop('lea');
  await world.alert();
  await world.forward(5 * SECOND_MS);
  expect(lea.bell.heard.map(({ reason }) => reason)).toEqual(['catch-all']);
});

it('[ESC6] reaches everyone when the catch-all leads to nobody either', async () => {
  const world = await World.start(sample.replace(/- notify: \[.*\]/g, '- notify: []'));
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  world.relay.write({ type: 'person.removed', entity: { kind: 'person', id: 'lea' }, body: {} }, { kind: 'admin' });
  await world.alert();
  await world.forward(5 * SECOND_MS);
  expect([ana.bell.heard.length, bo.bell.heard.length]).toEqual([1, 1]);
});

it('[ESC6] pages nobody who only reads along, but everyone who may answer (D5)', async () => {
  const world = await World.start(sample.replace('role: lead', 'role: stakeholder').replace(/- notify: \[.*\]/g, '- notify: [person:lea]'));
  const [ana, bo, lea] = [await world.desktop('ana'), await world.desktop('bo'), await world.desktop('lea')];
  await world.alert();
  await world.forward(5 * SECOND_MS);
  expect([ana, bo, lea].map(({ bell }) => bell.heard.length)).toEqual([1, 1, 0]);
});

it('[ESC6] pages whoever comes the moment there is somebody, when the last resort had found nobody', async () => {
  const world = await World.start();
  const admin = { kind: 'admin' as const };
  ['ana', 'bo', 'lea'].forEach((id) => world.relay.write({ type: 'person.removed', entity: { kind: 'person', id }, body: {} }, admin));
  await world.alert();
  await world.forward(5 * SECOND_MS);
  expect(world.logged('step.fired').at(-1)?.body['outcome']).toBe('nobody');
  world.relay.write(
    { type: 'person.defined', entity: { kind: 'person', id: 'sam' }, body: { definition: { id: 'sam', name: 'Sam', role: 'responder' } } },
    admin,
  );
  await world.forward(SECOND_MS);
  expect(world.logged('step.fired').at(-1)?.body).toMatchObject({ outcome: 'paged', targets: ['sam'] });
});
