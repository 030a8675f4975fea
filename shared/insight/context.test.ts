import { expect, it } from 'vitest';
import { mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { acknowledged, bo, folded, resolved, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { alertOf } from '../../test/harness/ruled.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import type { Incident } from '../incident/incident.ts';
import type { State } from '../state/state.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/instant.ts';
import { contextOf, type IncidentContext } from './context.ts';
import { pastOf, similarIncidents } from './similar.ts';

const on = (id: string, sketch: EventSketch, recordedAt: number): EventSketch => ({
  ...sketch,
  entity: { kind: 'incident', id },
  recordedAt,
});
const opened = (id: string, recordedAt: number, body: Record<string, unknown> = {}): EventSketch => ({
  ...triggered({ integration: 'monitoring', ...body }, id),
  recordedAt,
});
const hoursAgo = (hours: number) => mondayNight - hours * HOUR_MS;

function after(...sketches: EventSketch[]): State {
  const state = stateWith();
  folded(sketches, state);
  return state;
}

function contextIn(state: State, id = 'now'): IncidentContext {
  const incident = state.incidents.get(id);
  return incident ? contextOf(state.workspace, incident, state.incidents.values()) : { similar: [], changes: [] };
}

it('[RTE17] shows past incidents that are like one, the likest first, with how they ended, by whom and how long it took', () => {
  const disk = { alert: alertOf() };
  const { similar } = contextIn(
    after(
      opened('same', hoursAgo(50), { ...disk, title: 'Something else entirely' }),
      on('same', acknowledged(1, bo), hoursAgo(50) + MINUTE_MS),
      on('same', resolved(1), hoursAgo(48)),
      opened('words', hoursAgo(20), { title: 'The disk is full on db2' }),
      on('words', { type: 'incident.resolved', body: { epoch: 1, via: 'monitor' } }, hoursAgo(19)),
      opened('class', hoursAgo(10), { title: 'Volume alarm', known: { class: 'Storage' } }),
      opened('other', hoursAgo(5), { title: 'Payments refused' }),
      opened('elsewhere', hoursAgo(4), { ...disk, service: 'billing' }),
      opened('now', mondayNight, { ...disk, known: { class: 'storage' } }),
      opened('later', mondayNight + 1, disk),
    ),
  );
  expect(similar).toMatchObject([
    {
      id: 'same',
      because: ['same-problem'],
      ended: 'by-person',
      by: { name: 'Ana Lima' },
      answeredBy: { name: 'Bo Svensson' },
      tookMs: 2 * HOUR_MS,
      at: hoursAgo(50),
    },
    { id: 'words', because: ['like-title'], ended: 'by-monitor', by: undefined, tookMs: HOUR_MS },
    { id: 'class', because: ['same-class'], ended: 'open', tookMs: undefined },
  ]);
});

it('[RTE17] keeps tests apart, says what was merged, and shows five at the most', () => {
  const many = Array.from({ length: 8 }, (_, i) => opened(`i${i}`, hoursAgo(20 - i)));
  const test = opened('test', hoursAgo(1), { test: true });
  const merged = on('i7', { type: 'incident.merged', body: { into: '0190a000-0000-7000-8000-000000000001', via: 'window' } }, hoursAgo(1));
  const into = opened('0190a000-0000-7000-8000-000000000001', hoursAgo(30), { title: 'Quite another thing' });
  const { similar } = contextIn(after(into, ...many, merged, test, opened('now', mondayNight)));
  expect(similar.map(({ id }) => id)).toEqual(['i7', 'i6', 'i5', 'i4', 'i3']);
  expect(similar[0]).toMatchObject({ ended: 'merged', because: ['like-title'] });
});

it('[RTE17] finds what is known here in the place of what was kept', () => {
  const state = after(opened('a', hoursAgo(3)), opened('b', hoursAgo(2), { service: 'billing' }));
  const kept = [...state.incidents.values()].map((incident): Incident => ({ ...incident, title: 'old' })).filter(({ id }) => id === 'a');
  expect(pastOf('checkout', state.incidents.values(), kept).map(({ id, title }) => [id, title])).toEqual([['a', 'Disk full on db1']]);
  expect(pastOf('checkout', [], kept)).toHaveLength(1);
});

it('[RTE17] finds the same whatever the order, never itself nor what came after', () => {
  const body = fc.record({
    title: fc.constantFrom('Disk full', 'disk FULL on db1', 'Fan', '', '日本 語'),
    severity: fc.constantFrom('critical', 'info'),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(body, fc.nat(100)), { minLength: 1, maxLength: 20 }), fc.nat(), (all, pick) => {
      const incidents = [...after(...all.map(([each, hours], i) => opened(`i${i}`, hoursAgo(hours), each))).incidents.values()];
      const of = incidents[pick % incidents.length];
      const found = of ? similarIncidents(of, incidents) : [];
      expect(of && similarIncidents(of, incidents.toReversed())).toEqual(found);
      expect(found.every(({ incident }) => incident.id !== of?.id && incident.triggeredAt <= (of?.triggeredAt ?? 0))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

it('[RTE18] shows what was changed on the service in the day before an incident began, the newest first', () => {
  const change = (summary: string, recordedAt: number, service = 'checkout'): EventSketch => ({
    type: 'change.recorded',
    entity: { kind: 'service', id: service },
    body: { change: { summary, at: recordedAt - MINUTE_MS, links: [{ href: 'https://example.org/42' }] }, integration: 'monitoring' },
    recordedAt,
  });
  const { changes } = contextIn(
    after(
      change('Too old', mondayNight - DAY_MS),
      change('Deployed 41', hoursAgo(20)),
      change('Elsewhere', hoursAgo(2), 'billing'),
      change('Deployed 42', hoursAgo(1)),
      opened('now', mondayNight),
      change('Rolled back', mondayNight + 1),
    ),
  );
  expect(changes.map(({ summary }) => summary)).toEqual(['Deployed 42', 'Deployed 41']);
  expect(changes[0]).toMatchObject({
    at: hoursAgo(1),
    saidAt: hoursAgo(1) - MINUTE_MS,
    links: [{ href: 'https://example.org/42' }],
    integration: { name: 'Any monitor that speaks PagerDuty Events v2' },
  });
  expect(contextIn(after(opened('now', mondayNight))).changes).toEqual([]);
});
