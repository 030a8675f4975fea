import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const team = { shop: { name: 'Shop', members: ['ana', 'bo', 'sam'], lead: 'lea' } };

it('[ESC21] pages a whole team at once when several skills are needed (S32)', async () => {
  const world = await World.start(shop({ steps: [{ notify: ['team:shop', 'person:dana'] }] }, { teams: team }));
  await world.alert();
  expect(stepsOf(world)).toEqual(['0 ana+bo+sam+dana triggered']);
});

it('[ESC21] pages one member of a team in turn, whatever the incident, and leaves out who is away (B1)', async () => {
  const timeOff = [{ from: '2026-11-20T00:00:00Z', until: '2026-11-30T00:00:00Z' }];
  const steps = [{ notify: ['next-of:shop'], acknowledgeWithin: '5m' }];
  const world = await World.start(shop({ steps }, { teams: team, people: { bo: { timeOff } } }));
  const ana = await world.desktop('ana');
  for (const dedupKey of ['1', '2', '3', '4']) {
    await world.alert({ dedupKey });
    await world.forward(SECOND_MS);
  }
  expect([1, 2, 3, 4].map((number) => world.incident(number).path[0]?.targets)).toEqual([['ana'], ['sam'], ['ana'], ['sam']]);
  expect(ana.app.replica.view.workspace.entries.team.get('shop')?.lastTurn).toBe('sam');
  expect(differences(world)).toEqual([]);
});

it('[ESC21] pages whoever leads the incident, and the lead of the team that owns it (S48, S52)', async () => {
  const steps = [
    { notify: ['person:ana'], acknowledgeWithin: '5m' },
    { notify: ['role:commander'], acknowledgeWithin: '5m' },
    { notify: ['role:owning-team-lead'], acknowledgeWithin: '5m' },
  ];
  const world = await World.start(shop({ steps }));
  const ana = await world.desktop('ana');
  await world.alert({ dedupKey: 'led' });
  await world.alert({ dedupKey: 'nobody leads it' });
  ana.does('role', { role: 'commander', person: 'sam' });
  await world.forward(11 * MINUTE_MS);
  expect(stepsOf(world, 1)).toEqual(['0 ana triggered', '5 sam not-acknowledged', '10 lea not-acknowledged']);
  expect(stepsOf(world, 2).slice(0, 3)).toEqual(['0 ana triggered', '5 nobody not-acknowledged', '5 lea nobody-on-step']);
});
