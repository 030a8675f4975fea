import { expect, it } from 'vitest';
import { mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { acknowledged, ana, folded, resolved, triggered } from '../../test/harness/folding.ts';
import { shop } from '../../test/harness/shop.ts';
import { eventsToward, stateWith } from '../../test/harness/workspaces.ts';
import type { Incident } from '../incident/incident.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import { policyOf, rulesFor } from './rules.ts';
import type { State } from './state.ts';

const t0 = mondayNight;
const begun = (id: string, recordedAt = t0, body: object = {}): EventSketch => ({ ...triggered({ ...body }, id), recordedAt });
const on = (id: string, sketch: EventSketch, recordedAt = t0): EventSketch => ({ ...sketch, entity: { kind: 'incident', id }, recordedAt });
const fired = (targets: string[], dueAt = t0): EventSketch => ({
  type: 'step.fired',
  body: {
    stepId: '00000000-0000-7000-8000-000000000002',
    epoch: 1,
    position: { cycle: 1, level: 1, repeat: 0 },
    dueAt,
    targets,
    outcome: 'paged',
    reason: 'triggered',
  },
});
const incidentOf = (state: State, id: string): Incident => {
  const incident = state.incidents.get(id);
  if (!incident) {
    throw new Error(id);
  }
  return incident;
};
const rulesAfter = (sketches: EventSketch[], workspace = shop({ steps: [{ notify: ['person:ana'] }] })) => {
  const { state } = folded(sketches, stateWith(workspace));
  return { state, rules: rulesFor(state, incidentOf(state, 'one')) };
};

it('[ESC13] goes by the policy it froze and the people of today', () => {
  const { state } = rulesAfter([begun('one')]);
  folded(eventsToward(state, shop({ steps: [{ notify: ['person:bo'] }] })), state);
  folded([{ type: 'person.removed', entity: { kind: 'person', id: 'ana' } }], state);
  const rules = rulesFor(state, incidentOf(state, 'one'));
  expect(rules.policy.steps[0]?.targets).toEqual([{ kind: 'person', id: 'ana' }]);
  expect(rules.whoIs({ kind: 'person', id: 'ana' }, t0)).toEqual([]);
});

it('[ESC6] takes a policy the log does not hold for an empty one, never for silence', () => {
  const { state } = rulesAfter([begun('one', t0, { policy: { id: 'gone', revision: 3 } })]);
  expect(policyOf(state.workspace, incidentOf(state, 'one'))).toEqual({ id: 'gone', name: 'gone', steps: [], loops: 0 });
});

it('[ESC25] counts what somebody holds, however old, and what paged them of late; not this one, nor what is over', () => {
  const workspace = shop({ steps: [{ notify: ['person:ana'] }] }, { people: { ana: { capacity: { incidents: 2, within: '1h' } } } });
  const why = (...sketches: EventSketch[]) => rulesAfter([begun('one'), ...sketches], workspace).rules.whyNot('ana', t0);
  const held = (id: string) => [begun(id, t0 - DAY_MS), on(id, acknowledged(1, ana), t0 - DAY_MS)];
  const paged = (id: string, at: number) => [begun(id, at), on(id, fired(['ana'], at), at)];
  expect(why(...held('two'))).toBeUndefined();
  expect(why(...held('two'), ...held('three'))).toBe('at-capacity');
  expect(why(...held('two'), ...held('three'), on('three', resolved(1)))).toBeUndefined();
  expect(why(...held('two'), ...paged('three', t0 - HOUR_MS))).toBe('at-capacity');
  expect(why(...held('two'), ...paged('three', t0 - HOUR_MS - 1))).toBeUndefined();
  expect(why(...held('two'), on('one', acknowledged(1, ana)))).toBeUndefined();
});

it('[ESC24] counts the incidents of its service in the day before it began', () => {
  const recent = (...sketches: EventSketch[]) => rulesAfter([...sketches, begun('one')]).rules.facts()['recentIncidents'];
  expect(recent()).toBe(0);
  expect(recent(begun('two', t0 - HOUR_MS), on('two', resolved(1), t0 - HOUR_MS), begun('three', t0 - DAY_MS + 1))).toBe(2);
  expect(recent(begun('two', t0 - DAY_MS), begun('three', t0, { service: 'billing' }), begun('four', t0 + 1))).toBe(0);
});

it('[ESC27] waits for ever while another is open, and counts from when the last of them was over', () => {
  const blocked = (other: string): EventSketch => on('one', { type: 'incident.blocked', body: { incident: other }, actor: ana });
  const until = (...sketches: EventSketch[]) => rulesAfter([begun('one'), begun('two'), begun('three'), ...sketches]).rules.blockedUntil;
  expect(until()).toBe(0);
  expect(until(blocked('two'))).toBe(Infinity);
  expect(until(blocked('two'), blocked('three'), on('two', resolved(1), t0 + 5))).toBe(Infinity);
  expect(until(blocked('two'), blocked('three'), on('two', resolved(1), t0 + 5), on('three', resolved(1), t0 + 9))).toBe(t0 + 9);
});

it('[ESC23] has the profile the house gives the severity, and the zone and holidays of the policy', () => {
  const policy = { steps: [{ notify: ['person:ana'] }], zone: 'Europe/Paris', holidays: 'FR' };
  const { rules } = rulesAfter([begun('one')], shop(policy, { organisation: { severities: { critical: { repeatEvery: '10s' } } } }));
  expect(rules.profile).toMatchObject({ repeatEveryMs: 10_000, pages: true, alarm: true });
  const { zone, isHoliday } = rules.moment(t0);
  expect(zone.name).toBe('Europe/Paris');
  expect([isHoliday({ year: 2026, month: 7, day: 14 }), isHoliday({ year: 2026, month: 7, day: 15 })]).toEqual([true, false]);
});

it('[ESC26] counts everybody as reachable where nobody knows better', () => {
  const { state, rules } = rulesAfter([begun('one')]);
  expect(rules.reach('ana')).toBe('yes');
  expect(rulesFor(state, incidentOf(state, 'one'), { reach: () => 'offline' }).reach('ana')).toBe('offline');
});
