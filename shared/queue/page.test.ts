import { expect, it } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { acknowledged, folded, resolved, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import type { Incident, IncidentStatus } from '../incident/incident.ts';
import { severities } from '../log/severity.ts';
import type { Place } from '../state/queue-place.ts';
import { copyState, forgetIncident, setIncident, type State } from '../state/state.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { sortQueue } from './order.ts';
import { queuePage, standsAt } from './page.ts';
import { rowOf } from './row.ts';

const t0 = mondayNight;
const everyStatus: IncidentStatus[] = ['triggered', 'acknowledged', 'suppressed', 'resolved'];

/** The ids of the queue, each row of it made and all of them sorted. */
function whole(state: State, now: number, statuses: readonly IncidentStatus[]): string[] {
  const rows = [...state.incidents.values()]
    .filter(({ status }) => statuses.includes(status))
    .map((each) => rowOf(state, each, undefined, 0));
  return sortQueue(rows, now).map(({ id }) => id);
}

/** The ids of all pages of so many, one after the other. */
function byPages(state: State, now: number, statuses: readonly IncidentStatus[], limit: number): string[] {
  const ids: string[] = [];
  for (let after: Place | undefined, more = true; more;) {
    const page = queuePage(state, now, { statuses, limit, after });
    expect(page.total).toBe(whole(state, now, statuses).length);
    expect(page.incidents.length).toBeLessThanOrEqual(limit);
    expect(page.incidents.some(({ id }) => ids.includes(id))).toBe(false);
    ids.push(...page.incidents.map(({ id }) => id));
    after = page.next;
    more = after !== undefined;
    expect(after).toEqual(more ? expect.objectContaining(standsAt(state, page.incidents.at(-1) as Incident, now)) : undefined);
  }
  return ids;
}

const deed = fc.record({
  what: fc.constantFrom('trigger', 'acknowledge', 'resolve', 'snooze', 'call', 'suppress', 'forget', 'copy'),
  id: fc.nat(6).map((n) => `i${n}`),
  at: fc.nat(4),
  severity: fc.constantFrom(...severities),
});

/** The state after a deed, often one that changes nothing. */
function done(state: State, { what, id, at, severity }: { what: string; id: string; at: number; severity: string }): State {
  const of = { entity: { kind: 'incident', id }, recordedAt: t0 + at } as const;
  const incident = state.incidents.get(id);
  if (what === 'copy') {
    const copy = copyState(state);
    folded([{ ...resolved(1), ...of }], state);
    return copy;
  }
  if (what === 'trigger') {
    return incident ? state : folded([{ ...triggered({ severity }, id), recordedAt: t0 + at }], state).state;
  }
  if (what === 'forget' || what === 'suppress') {
    const put = {
      forget: (each: Incident) => forgetIncident(state, each),
      suppress: (each: Incident) => setIncident(state, { ...each, status: 'suppressed' }),
    };
    if (incident) {
      put[what](incident);
    }
    return state;
  }
  const events = {
    acknowledge: acknowledged(1),
    resolve: resolved(1),
    snooze: { ...acknowledged(1), type: 'incident.snoozed', body: { epoch: 1, durationMs: 60 * MINUTE_MS, via: 'window' } },
    call: { ...acknowledged(1), type: 'incident.responders-added', body: { people: ['ana'], via: 'window' } },
  };
  return incident ? folded([{ ...events[what as keyof typeof events], ...of }], state).state : state;
}

it('[INC12] gives pages that together are the whole queue in its order, whatever has happened to its incidents', () => {
  fc.assert(
    fc.property(
      fc.array(deed, { maxLength: 60, size: 'max' }),
      fc.integer({ min: 1, max: 12 }),
      fc.subarray(everyStatus, { minLength: 1 }),
      fc.constantFrom(0, 10 * MINUTE_MS, 600 * MINUTE_MS),
      (deeds, limit, statuses, laterMs) => {
        const state = deeds.reduce(done, stateWith());
        const now = t0 + laterMs;
        expect(byPages(state, now, statuses, limit)).toEqual(whole(state, now, statuses));
      },
    ),
    { numRuns: 100 },
  );
});

it('[INC12] misses none that stays where it is when the last of a page is changed, over or let go of before the next', () => {
  const changes: ((state: State, incident: Incident) => void)[] = [
    (state, incident) => setIncident(state, { ...incident, severity: 'info' }),
    (state, incident) => setIncident(state, { ...incident, status: 'resolved' }),
    (state, incident) => setIncident(state, { ...incident, status: 'acknowledged' }),
    (state, incident) => forgetIncident(state, incident),
  ];
  for (const change of changes) {
    const state = stateWith();
    for (const [id, at] of Object.entries({ a: 1, b: 2, c: 3, d: 4 })) {
      folded([{ ...triggered({}, id), recordedAt: t0 + at }], state);
    }
    const page = queuePage(state, t0, { statuses: everyStatus, limit: 2 });
    expect(page.incidents.map(({ id }) => id)).toEqual(['a', 'b']);
    change(state, state.incidents.get('b') as Incident);
    const rest = queuePage(state, t0, { statuses: everyStatus, limit: 9, after: page.next });
    expect(rest.incidents.map(({ id }) => id).filter((id) => id !== 'b')).toEqual(['c', 'd']);
    expect(rest.next).toBeUndefined();
  }
});
