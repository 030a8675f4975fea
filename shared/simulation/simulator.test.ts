import { expect, it } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { definitionsOf, sample, stateWith } from '../../test/harness/workspaces.ts';
import { canonicalJson } from '../log/canonical.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/instant.ts';
import type { Habit } from './scenario.ts';
import { Simulator } from './simulator.ts';
import { stepsOf } from './steps.ts';
import { stateOfFile } from './workspace-state.ts';

const incident = { at: mondayNight, title: 'Checkout down', service: 'checkout', severity: 'critical' as const };

function simulated(habits: Record<string, Habit> = {}, forMs = HOUR_MS, workspace = sample): string[] {
  const simulator = new Simulator(stateOfFile(definitionsOf(workspace)), mondayNight, new Map(Object.entries(habits)));
  simulator.plan(incident);
  simulator.run(mondayNight + forMs);
  return stepsOf(simulator.happenings).map(
    ({ at, what, level, people, pages }) =>
      `${(at - mondayNight) / 1000} ${what}${level === undefined ? '' : ` ${level}`} ${people.join('+')}${pages === 0 ? '' : ` x${pages}`}`,
  );
}

it('[EXP3] shows who is paged when, and how often each hears it, when nobody answers', () => {
  expect(simulated({}, 6 * MINUTE_MS)).toEqual([
    '0 step 1 ana',
    '0 pages ana x25',
    '120 step 2 bo',
    '120 pages bo x17',
    '300 step 3 lea',
    '300 pages lea x3',
  ]);
});

it('[EXP3] lets people answer and resolve as they are used to', () => {
  expect(simulated({ bo: { answersAfterMs: MINUTE_MS, resolvesAfterMs: 5 * MINUTE_MS } })).toEqual([
    '0 step 1 ana',
    '0 pages ana x12',
    '120 step 2 bo',
    '120 pages bo x4',
    '180 acknowledged bo',
    '480 resolved bo',
  ]);
});

it('[EXP3] [ESC26] goes on early past who is away, and pages them once they are back', () => {
  const away = { ana: { away: [{ from: mondayNight - 1, until: mondayNight + 3 * MINUTE_MS }] } };
  expect(simulated(away, 4 * MINUTE_MS)).toEqual([
    '0 step 1 ana',
    '30 step 2 bo',
    '30 pages bo x15',
    '180 pages ana x5',
    '210 step 3 lea',
    '210 pages lea x2',
  ]);
});

it('[EXP4] touches nothing it is given, and is the same again', () => {
  const state = stateWith();
  const before = state.incidents.size;
  const run = () => {
    const simulator = new Simulator(state, mondayNight, new Map([['ana', { answersAfterMs: 90_000 }]]));
    simulator.plan(incident);
    simulator.plan({ ...incident, at: mondayNight + HOUR_MS, severity: 'warning' });
    simulator.run(mondayNight + DAY_MS);
    return canonicalJson(simulator.happenings);
  };
  const once = run();
  expect(run()).toBe(once);
  expect(once.length).toBeGreaterThan(1000);
  expect(state.incidents.size).toBe(before);
});
