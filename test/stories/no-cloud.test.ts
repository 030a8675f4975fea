import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

/** Ana finds the shop broken and triggers an incident herself, on her own laptop. */
function triggersLocally(world: World, desktop: Awaited<ReturnType<World['desktop']>>): string {
  const incident = world.newId();
  const body = {
    title: 'The shop is down',
    severity: 'critical',
    service: 'checkout',
    policy: { id: 'payments', revision: 1 },
    test: false,
  };
  desktop.app.replica.command('incident.triggered', { kind: 'incident', id: incident }, body);
  return incident;
}

it('[RING1] rings for a local incident again and again with no network and no relay, through a sleep and a notice the system took away (D15)', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  world.killRelay();
  ana.cut();
  const incident = triggersLocally(world, ana);
  await world.forward(46 * SECOND_MS);
  expect(ana.bell.heard.map(({ reason }) => reason)).toEqual(['first', 'repeat-until-ack', 'repeat-until-ack', 'repeat-until-ack']);

  // The system closes the notice by itself, as several do.
  ana.bell.ringing.clear();
  await world.forward(15 * SECOND_MS);
  expect(ana.bell.ringing.has(incident)).toBe(true);

  ana.closeLid();
  await world.forward(8 * HOUR_MS);
  const heard = ana.bell.heard.length;
  ana.openLid();
  ana.cut();
  await world.forward(5 * SECOND_MS);
  expect(ana.bell.heard.length).toBe(heard + 1);

  ana.app.acknowledge(incident, 'alarm');
  await world.forward(HOUR_MS / 3);
  expect(ana.bell.heard.length).toBe(heard + 1);
});

it('[SYN1] tells the relay later of what was triggered, acknowledged and written without it', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  world.killRelay();
  const incident = triggersLocally(world, ana);
  ana.app.acknowledge(incident, 'alarm');
  ana.app.annotate(incident, 'The disk is full; I am clearing it.');
  await world.forward(MINUTE_MS);
  world.startRelay();
  await world.forward(MINUTE_MS);
  expect(world.relay.state.incidents.get(incident)).toMatchObject({
    status: 'acknowledged',
    noteCount: 1,
    acknowledgement: { person: 'ana' },
  });
  const acknowledged = world.relay.state.incidents.get(incident)?.acknowledgement;
  expect((acknowledged?.at ?? 0) - (acknowledged?.happenedAt ?? 0)).toBeGreaterThan(50 * SECOND_MS);
});

it('[SYN11] sends nothing of what its own engine found, and gives way to the relay’s steps without ringing twice', async () => {
  const world = await World.start();
  const bo = await world.desktop('bo');
  await world.alert();
  world.killRelay();
  await world.forward(2 * MINUTE_MS + 5 * SECOND_MS);
  expect(bo.bell.heard.map(({ reason }) => reason)).toEqual(['escalated']);
  expect(bo.app.replica.overlay.filter(({ kind }) => kind === 'provisional')).toHaveLength(1);

  world.startRelay();
  await world.forward(MINUTE_MS);
  expect(bo.app.link.isLive).toBe(true);
  expect(world.logged('step.fired').map(({ actor }) => actor.kind)).toEqual(['engine', 'engine']);
  expect(bo.app.replica.overlay).toEqual([]);
  expect(bo.bell.heard.filter(({ reason }) => reason === 'escalated')).toHaveLength(1);
});

it('[ESC10] fires a step by itself when the relay is there but ten seconds late with it', async () => {
  const world = await World.start();
  const bo = await world.desktop('bo');
  await world.alert();
  world.stallEngine();
  await world.forward(2 * MINUTE_MS + 9 * SECOND_MS);
  expect(bo.bell.heard).toHaveLength(0);
  await world.forward(2 * SECOND_MS);
  expect(bo.bell.heard.map(({ reason }) => reason)).toEqual(['escalated']);
});
