import { callFor } from '../escalation/calling.ts';
import type { Incident } from '../incident/incident.ts';
import type { State } from '../state/state.ts';
import type { Reply } from './reply.ts';
import { standingOf } from './standing.ts';

/**
 * Which incident a reply means that is bound to none: the one named, or the only one it could be said of. `not-theirs` is one whose
 * present ringing never paged this person: what they answer may be an earlier one (S7).
 */
export type Which = { incident: Incident } | { several: readonly Incident[] } | 'none' | 'not-theirs' | 'no-such';

/** Whether an incident rings for a person, who has to answer and does not only shadow. */
function ringsFor(incident: Incident, person: string): boolean {
  const call = callFor(incident, person);
  return call !== undefined && call.isShadow !== true;
}

function hasAnswered(incident: Incident, person: string): boolean {
  return standingOf(incident, { epoch: incident.epoch, person }) === 'answered';
}

/** Whether the present ringing has paged a person, or they have answered it. */
function isTheirs(incident: Incident, person: string): boolean {
  return (
    incident.path.some(({ targets }) => targets.includes(person)) ||
    incident.calls.some(({ people }) => people.includes(person)) ||
    hasAnswered(incident, person)
  );
}

/** Which incident a reply of a person means. */
export function whichIncident({ incidents }: Pick<State, 'incidents'>, person: string, { action, number }: Reply): Which {
  if (number !== undefined) {
    const named = [...incidents.values()].find((incident) => incident.number === number);
    if (!named) {
      return 'no-such';
    }
    return named.status === 'resolved' || isTheirs(named, person) ? { incident: named } : 'not-theirs';
  }
  const candidates = [...incidents.values()].filter((incident) => {
    switch (action) {
      case 'acknowledge':
        return ringsFor(incident, person);
      case 'escalate':
        return ringsFor(incident, person) || hasAnswered(incident, person);
      case 'resolve':
        return hasAnswered(incident, person);
    }
  });
  const [only] = candidates;
  return only === undefined ? 'none' : candidates.length === 1 ? { incident: only } : { several: candidates };
}
