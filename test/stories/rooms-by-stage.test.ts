import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shopWithRooms, worldWithRooms } from '../harness/rooms.ts';

const opened = (world: { logged(type: string): { body: Record<string, unknown> }[] }) =>
  world.logged('incident.room-opened').map(({ body }) => [body['room'], body['why']].join(' '));

it('[COM1] [COM4] opens a room at each stage, once, and tells those open how it stands (S84, S85, S88)', async () => {
  const { world, outside } = await worldWithRooms();
  const ana = await world.desktop('ana');
  await world.alert();
  await world.forward(SECOND_MS);
  expect(outside.texts).toEqual(['critical: CRITICAL: #1 Disk full on db1']);
  ana.does('acknowledge');
  await world.forward(MINUTE_MS);
  ana.does('stage', { stage: 'investigating' });
  await world.forward(MINUTE_MS);
  expect(outside.texts.slice(1)).toEqual([
    'critical: Ana has it: #1 Disk full on db1',
    'critical: Now being investigated: #1 Disk full on db1',
    'warroom: CRITICAL: #1 Disk full on db1',
  ]);
  ana.does('stage', { stage: 'mitigating' });
  await world.forward(MINUTE_MS);
  ana.does('resolve');
  await world.forward(MINUTE_MS);
  expect(outside.texts.slice(4)).toEqual([
    'critical: Now being mitigated: #1 Disk full on db1',
    'warroom: Now being mitigated: #1 Disk full on db1',
    'critical: Resolved by Ana: #1 Disk full on db1',
    'warroom: Resolved by Ana: #1 Disk full on db1',
    'retro: Resolved by Ana: #1 Disk full on db1',
  ]);
  expect(opened(world)).toEqual(['critical rule', 'warroom rule', 'retro rule']);
  await world.forward(DAY_MS);
  expect(outside.texts).toHaveLength(9);
});

it('[COM3] says in a room that opens how far it is, who has it, who leads it and where people talk', async () => {
  const bridge = { organisation: { bridge: 'https://meet.example.org/{{number}}' } };
  const { world, outside } = await worldWithRooms({}, bridge);
  const ana = await world.desktop('ana');
  await world.alert();
  ana.does('acknowledge');
  ana.does('role', { role: 'commander', person: 'bo' });
  ana.does('stage', { stage: 'investigating' });
  await world.forward(MINUTE_MS);
  const warroom = outside.arrived.find(({ provider }) => provider === 'warroom')?.message.incidents[0];
  expect(warroom).toMatchObject({ stage: 'investigating', holder: 'Ana', commander: 'Bo', bridge: 'https://meet.example.org/1' });
});

it('[COM2] opens no room for what pages nobody, and none for what its condition does not want', async () => {
  const maintenances = {
    night: { name: 'Night', services: ['checkout'], from: '2026-11-23T00:00:00Z', until: '2026-11-24T00:00:00Z' },
  };
  const quiet = await worldWithRooms({}, { maintenances });
  await quiet.world.alert();
  await quiet.world.forward(HOUR_MS);
  expect(quiet.world.incident().status).toBe('suppressed');
  const minor = await worldWithRooms();
  await minor.world.alert({ severity: 'warning' });
  await minor.world.forward(HOUR_MS);
  expect([quiet, minor].flatMap(({ world }) => opened(world))).toEqual([]);
  expect([quiet, minor].flatMap(({ outside }) => outside.texts)).toEqual([]);
});

it('[COM2] opens no room for what was over long before the rule was made', async () => {
  const { world, outside } = await worldWithRooms();
  const ana = await world.desktop('ana');
  await world.alert({ severity: 'error' });
  ana.does('resolve');
  await world.forward(2 * HOUR_MS);
  await world.define(shopWithRooms({}, { channels: { retro: { name: '#incident-retro', stages: ['resolved'] } } }));
  await world.forward(HOUR_MS);
  expect(outside.texts.filter((text) => text.startsWith('retro'))).toEqual([]);
  // The control: what ends now does open it.
  await world.alert({ severity: 'error' });
  ana.does('resolve', {}, 2);
  await world.forward(MINUTE_MS);
  expect(outside.texts.filter((text) => text.startsWith('retro'))).toEqual(['retro: Resolved by Ana: #2 Disk full on db1']);
});

it('[COM1] opens what was due while the relay was down, once', async () => {
  const { world, outside } = await worldWithRooms();
  const ana = await world.desktop('ana');
  await world.alert();
  await world.forward(SECOND_MS);
  world.stallEngine();
  ana.does('resolve');
  await world.forward(SECOND_MS);
  expect(opened(world)).toEqual(['critical rule']);
  for (let i = 0; i < 2; i += 1) {
    world.killRelay();
    world.startRelay();
    await world.forward(10 * MINUTE_MS);
  }
  expect(outside.texts.filter((text) => text.startsWith('retro'))).toEqual(['retro: Resolved by Ana: #1 Disk full on db1']);
  expect(opened(world)).toEqual(['critical rule', 'retro rule']);
});

it('[COM4] tells nothing that has gone on since', async () => {
  const { world, outside } = await worldWithRooms();
  const ana = await world.desktop('ana');
  await world.alert();
  await world.forward(SECOND_MS);
  let isDown = true;
  outside.behaviour.set('critical', () => (isDown ? { outcome: 'retry', why: 'The provider answered 503.' } : { outcome: 'sent' }));
  ana.does('stage', { stage: 'triage' });
  ana.does('stage', { stage: 'investigating' });
  await world.forward(MINUTE_MS);
  isDown = false;
  await world.forward(5 * MINUTE_MS);
  expect(outside.texts.filter((text) => text.startsWith('critical')).slice(1)).toEqual([
    'critical: Now being investigated: #1 Disk full on db1',
  ]);
});
