import { expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { sample } from '../harness/workspaces.ts';
import { World } from '../harness/world.ts';

it('[ESC8] rings again for who forgot what they took, and for who is on call now (D3)', async () => {
  const world = await World.start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.forward(MINUTE_MS);
  // Bo takes the watch while Ana holds the incident.
  const override = { id: 'stand-in', person: 'bo', from: mondayNight, until: mondayNight + DAY_MS };
  world.relay.write(
    { type: 'override.added', entity: { kind: 'schedule', id: 'payments-primary' }, body: { override } },
    { kind: 'admin' },
  );
  await world.forward(28 * MINUTE_MS);
  expect([ana.bell.heard.length, bo.bell.heard.length]).toEqual([1, 0]);
  await world.forward(MINUTE_MS + SECOND_MS);
  expect(world.incident()).toMatchObject({ status: 'triggered', epoch: 2 });
  expect(ana.bell.heard.at(-1)?.reason).toBe('ack-expired');
  expect(bo.bell.heard.at(-1)?.reason).toBe('ack-expired');
});

it('[ESC9] pages the next level when what was acknowledged is not finished in time', async () => {
  const world = await World.start(sample.replace('    acknowledgementExpiresAfter: 30m\n', ''));
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.forward(59 * MINUTE_MS);
  expect(bo.bell.heard).toHaveLength(0);
  await world.forward(MINUTE_MS + SECOND_MS);
  expect(bo.bell.heard.map(({ reason }) => reason)).toEqual(['escalated']);
  expect(world.logged('step.fired').at(-1)?.body).toMatchObject({ reason: 'not-resolved', targets: ['bo'] });
});

it('[SYN11] is quiet again when a laptop alone gave an acknowledgement back that the relay has only now heard of', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  ana.cut();
  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.forward(30 * MINUTE_MS + 10 * SECOND_MS);
  expect(ana.bell.heard.at(-1)?.reason).toBe('ack-expired');
  ana.mend();
  await world.forward(2 * MINUTE_MS);
  expect(world.incident()).toMatchObject({ status: 'acknowledged', epoch: 1 });
  expect(ana.incident()).toEqual(world.incident());
  expect(ana.bell.ringing.size).toBe(0);
});
