import type { Incident } from '../incident/incident.ts';
import type { Instant } from '../time/instant.ts';
import { decideActions } from './checkpoint.ts';
import { decide, earlier } from './decide.ts';
import type { Decision } from './decision.ts';
import { decideRooms } from './open-rooms.ts';
import type { EscalationRules } from './rules.ts';

/** The first thing due on an incident of all the engine does, paging before anything else; of what is over only its rooms are. */
export function decideAll(incident: Incident, rules: EscalationRules, now: Instant): Decision | undefined {
  return earlier(earlier(decide(incident, rules, now), decideActions(incident, rules, now)), decideRooms(incident, rules, now));
}
