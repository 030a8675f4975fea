import { expect, it } from 'vitest';
import { stateWith } from '../../test/harness/workspaces.ts';
import { shop } from '../../test/harness/shop.ts';
import { peopleOnCall } from '../schedule/on-call.ts';
import type { Schedule } from '../schedule/definition.ts';
import { makeEdits } from '../schedule/make-edits.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import { find, type Workspace } from '../workspace/workspace.ts';
import { FairAsked } from './fair-asked.ts';
import { fairView, type FairView } from './propose.ts';

/** Monday 23 November 2026, 09:00 in Paris. */
const now = Date.UTC(2026, 10, 23, 8);
const rotation = { people: ['ana', 'bo', 'sam'], turn: '1w', handoffAt: '09:00', startsOn: '2026-01-05' };

function workspaceWith(more: Record<string, Record<string, unknown>> = {}): Workspace {
  const schedules = { primary: { name: 'Primary', zone: 'Europe/Paris', rotation }, ...more['schedules'] };
  return stateWith(shop({ steps: [{ notify: ['schedule:primary'] }] }, { ...more, schedules })).workspace;
}

function proposed(workspace: Workspace, more: Record<string, unknown> = {}): FairView {
  const asked = { people: ['ana', 'bo', 'sam'], unit: 'week', length: 1, handoffAt: '09:00', startsOn: '2026-11-30', count: 6, ...more };
  const view = fairView(workspace, find(workspace, 'schedule', 'primary') as Schedule, FairAsked.parse(asked), now);
  if ('problem' in view) {
    throw new Error(view.problem.en);
  }
  return view;
}

const holders = ({ watches }: FairView) => watches.map(({ people }) => people.map(({ person }) => person.id).join('+'));

it('[FAIR1] puts what it proposes in force by edits of the schedule as it is', () => {
  const workspace = workspaceWith();
  const view = proposed(workspace);
  let id = 0;
  const made = makeEdits(find(workspace, 'schedule', 'primary') as Schedule, view.edits, {
    newId: () => `o-${(id += 1)}`,
    now,
    isPerson: () => true,
  });
  if ('problem' in made) {
    throw new Error(made.problem);
  }
  expect(view.watches.map(({ from }) => peopleOnCall(made.after, from + HOUR_MS).join('+'))).toEqual(holders(view));
  expect(view.watches).toHaveLength(6);
});

it('[FAIR2] gives nobody a watch in their leave, nor one beside a watch elsewhere', () => {
  const timeOff = [{ from: '2026-11-29T00:00:00Z', until: '2027-01-20T00:00:00Z' }];
  const other = {
    name: 'Other',
    zone: 'Europe/Paris',
    rotation: { ...rotation, people: ['bo'], startsOn: '2026-11-30', endsOn: '2026-12-14' },
  };
  const view = proposed(workspaceWith({ people: { ana: { timeOff } }, schedules: { other } }));
  expect(holders(view).includes('ana')).toBe(false);
  expect(holders(view).slice(0, 2)).toEqual(['sam', 'sam']);
});

it('[FAIR5] counts what everybody has carried for half a year', () => {
  const view = proposed(
    workspaceWith({
      schedules: { other: { name: 'Other', zone: 'Europe/Paris', rotation: { ...rotation, people: ['bo'], endsOn: '2026-11-16' } } },
    }),
  );
  const slots = (person: string) => holders(view).filter((holder) => holder === person).length;
  expect(slots('bo')).toBeLessThan(slots('ana'));
  expect(view.table.find(({ person }) => person.id === 'bo')?.before.hours).toBeGreaterThan(1000);
});

it('[FAIR1] [FAIR11] [FAIR12] says in both languages what nobody can take, and what is wrong with what was asked', () => {
  const timeOff = [{ from: '2026-11-29T00:00:00Z', until: '2026-12-20T00:00:00Z' }];
  const view = proposed(workspaceWith({ people: { ana: { timeOff } } }), { people: ['ana'], count: 1 });
  expect(view.unfilled[0]?.en).toMatch(/Nobody can take .*Ana is on leave/);
  expect(view.unfilled[0]?.fr).toMatch(/Ana/);
  expect(view.watches[0]?.until).toBe(now + 14 * DAY_MS);
  const workspace = workspaceWith();
  const bad = FairAsked.parse({ people: ['ana'], unit: 'week', length: 1, handoffAt: '25:99', startsOn: '2026-11-30', count: 1 });
  expect(fairView(workspace, find(workspace, 'schedule', 'primary') as Schedule, bad, now)).toHaveProperty('problem.en');
});

it('[FAIR1] leaves nobody a watch of which another has part', () => {
  const nights = { id: 'nights', ...rotation, hours: [{ from: '22:00', until: '06:00' }] };
  const layers = [
    { id: 'days', ...rotation },
    { ...nights, people: ['dana'] },
  ];
  const workspace = workspaceWith({ schedules: { primary: { name: 'Primary', zone: 'Europe/Paris', layers } } });
  const view = proposed(workspace);
  expect(view.edits).toHaveLength(view.watches.length);
});
