import { alsoInDoubt } from '../escalation/not-understood.ts';
import { alsoByOwnReckoning } from '../escalation/reckoning.ts';
import type { EscalationRules } from '../escalation/rules.ts';
import type { Incident } from '../incident/incident.ts';
import { zoneDataVersion } from '../time/zone.ts';
import { whoIsConcerned } from '../workspace/workspace.ts';
import type { State } from './state.ts';

/**
 * An incident as a device of `person` has to see it: with other time-zone rules than the relay's by both (R14), and with something in
 * the log that its version does not understand as one that may be theirs (R25).
 */
export function asSeenHere(state: State, incident: Incident, rules: EscalationRules, person: string): Incident {
  const { zoneData } = state.workspace;
  const hasSameZones = zoneData === undefined || zoneData === zoneDataVersion;
  const seen = hasSameZones ? incident : alsoByOwnReckoning(incident, rules, person);
  if (state.notUnderstood.length === 0) {
    return seen;
  }
  const concerned = whoIsConcerned(state.workspace, incident);
  // A workspace without anybody is one that was not understood: nobody must be left out for that.
  return concerned.length === 0 || concerned.includes(person) ? alsoInDoubt(seen, rules, person) : seen;
}
