import { mayPage, type Calling } from '../escalation/calling.ts';
import type { EscalationRules } from '../escalation/rules.ts';
import { notifyReason } from '../escalation/ring.ts';
import { OutsideChannel, type IncidentEventType } from '../incident/incident-events.ts';
import type { Incident } from '../incident/incident.ts';
import { incidentEvent, type IncidentEvent } from '../incident/reduce.ts';
import { derivedId } from '../log/derived-id.ts';
import type { Event } from '../log/envelope.ts';
import { rulesFor } from '../state/rules.ts';
import type { State } from '../state/state.ts';
import { find } from '../workspace/workspace.ts';
import { draftOf, type Delivery } from './delivery.ts';
import { roomsTold } from './room-planning.ts';

/** A program that is told of changes: of every one, or of events whose type begins with one of these words. */
export interface Subscriber {
  id: string;
  events?: readonly string[] | undefined;
}

/**
 * What an entry asks to be brought to people, rooms and programs outside, from the state after it was folded; nothing for an entry that
 * was not applied. Asked twice it gives the same ids, and whoever keeps them by id does nothing the second time (R19).
 */
export function deliveriesOf(state: State, event: Event, subscribers: readonly Subscriber[] = []): Delivery[] {
  if (event.type === 'way.test-asked' && event.verdict === 'applied') {
    return tests(state, event);
  }
  const typed = event.verdict === 'applied' ? incidentEvent(event) : undefined;
  const incident = typed && state.incidents.get(event.entity.id);
  if (!typed || !incident) {
    return [];
  }
  return [...pages(state, incident, typed), ...roomsTold(state, incident, typed), ...told(incident, typed, subscribers)];
}

/** Types of entries that page people in their own right. */
const calls: ReadonlySet<IncidentEventType> = new Set(['incident.responders-added', 'incident.handed-over', 'action.gated']);

function pages(state: State, incident: Incident, event: IncidentEvent): Delivery[] {
  const called = calls.has(event.type) ? incident.calls.filter(({ at }) => at === event.recordedAt) : [];
  const step = event.type === 'step.fired' && event.body.outcome === 'paged' ? event.body : undefined;
  if (called.length === 0 && !step) {
    return [];
  }
  const rules = rulesFor(state, incident);
  const paged = step && { stepId: step.stepId, at: step.dueAt, reason: step.reason, position: step.position };
  return [
    ...called.flatMap((call) => call.people.flatMap((person) => pagesOf(state, { incident, event, rules }, person, call))),
    ...(step?.targets ?? []).flatMap((person) => pagesOf(state, { incident, event, rules }, person, paged)),
  ];
}

/** One delivery for each of a person's own rules that speaks of a way outside and of this urgency. */
function pagesOf(
  state: State,
  { incident, event, rules }: { incident: Incident; event: IncidentEvent; rules: EscalationRules },
  person: string,
  call: Calling | undefined,
): Delivery[] {
  if (!call || !mayPage(call, rules.profile)) {
    return [];
  }
  const { urgency, wakes } = rules.profile;
  const own = (find(state.workspace, 'person', person)?.pages ?? []).filter((rule) => (rule.urgency ?? urgency) === urgency);
  const reason = notifyReason(call, rules.policy);
  return OutsideChannel.options.flatMap((channel) =>
    own
      .filter((rule) => rule.channel === channel)
      .toSorted((a, b) => a.afterMs - b.afterMs)
      .flatMap(({ afterMs, to: address, during }, i): Delivery[] => {
        // A step found late pages at once, and what follows it keeps its distance.
        const at = Math.max(call.at, event.recordedAt) + afterMs;
        const quietUntil = rules.personal(person).quietUntil(at);
        // What may not wake anybody comes when their quiet hours are over, and then it is other hours.
        const isQuiet = wakes && quietUntil !== undefined;
        if (during !== undefined && (during === 'quiet-hours') !== isQuiet) {
          return [];
        }
        return [
          {
            ...draftOf(incident, event, { kind: 'person', person, channel, ...(address === undefined ? {} : { address }) }, call.stepId),
            id: derivedId([call.stepId, person, channel, i + 1]),
            page: i + 1,
            reason,
            dueAt: wakes ? at : (quietUntil ?? at),
          },
        ];
      }),
  );
}

/** One delivery for each way a test goes by, at once: whoever presses the button is awake. */
function tests(state: State, event: Event): Delivery[] {
  const person = event.entity.id;
  const { asked } = state.workspace.entries.person.get(person)?.ways ?? {};
  return (asked?.test === event.id ? asked.ways : []).map(({ channel, address }, i): Delivery => ({
    id: derivedId([event.id, person, channel, address ?? '', i + 1]),
    to: { kind: 'person', person, channel, ...(address === undefined ? {} : { address }) },
    what: 'test',
    incident: event.id,
    epoch: 1,
    stepId: event.id,
    entry: event.id,
    page: 1,
    reason: 'test',
    dueAt: event.recordedAt,
  }));
}

/** What became of pages is no change of the incident, and to tell of it would make a circle. */
function told(incident: Incident, event: IncidentEvent, subscribers: readonly Subscriber[]): Delivery[] {
  if (event.type.startsWith('notification.')) {
    return [];
  }
  return subscribers
    .filter(({ events }) => events === undefined || events.some((word) => event.type.startsWith(word)))
    .map(({ id }) => ({
      ...draftOf(incident, event, { kind: 'subscriber', subscriber: id }, event.id),
      id: derivedId([event.id, 'subscriber', id]),
      what: 'event',
      reason: event.type,
    }));
}
