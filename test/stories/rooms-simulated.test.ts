import { expect, it } from 'vitest';
import { mondayNight } from '../harness/entries.ts';
import { shopWithRooms } from '../harness/rooms.ts';
import { stateWith } from '../harness/workspaces.ts';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { Simulator } from '../../shared/simulation/simulator.ts';
import { stepsOf } from '../../shared/simulation/steps.ts';

it('[COM1] [EXP3] shows beforehand which rooms an incident would open, and opens none really', () => {
  const state = stateWith(shopWithRooms());
  const habits = new Map([['ana', { answersAfterMs: MINUTE_MS, resolvesAfterMs: 10 * MINUTE_MS }]]);
  const simulator = new Simulator(state, mondayNight, habits);
  simulator.plan({ at: mondayNight, title: 'Checkout is down', service: 'checkout', severity: 'critical' });
  simulator.run(mondayNight + 30 * MINUTE_MS);
  const rooms = stepsOf(simulator.happenings).filter(({ what }) => what === 'room');
  expect(rooms.map(({ at, channels }) => [(at - mondayNight) / MINUTE_MS, ...channels])).toEqual([
    [0, 'critical'],
    [11, 'retro'],
  ]);
  expect(state.incidents.size).toBe(0);
});
