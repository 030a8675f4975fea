import { emptyDraft } from '../draft.ts';
import type { Source } from '../source.ts';
import { leaveAlertRule, readMaintenances } from './noise.ts';
import { readPeople, readTeams } from './people.ts';
import { readPolicies } from './policies.ts';
import { readRotations } from './rotations.ts';
import { readRoutingKeys } from './routing-keys.ts';
import { shape } from './shape.ts';

/** Splunk On-Call, once VictorOps: what its public API answers. */
export const splunkOncall: Source = {
  title: 'Splunk On-Call',
  collections: {
    users: [],
    teams: [],
    rotations: [],
    schedules: ['oncall-schedules'],
    policies: ['escalation-policies'],
    routingKeys: ['routing-keys'],
    alertRules: ['alert-rules'],
    activeInstances: ['maintenance-mode'],
  },
  pageFields: ['team', 'teamSlug'],
  shape,
  draft: (root, { now }) => {
    root.children('alertRules').forEach(leaveAlertRule);
    const rotations = readRotations(root, now);
    const { policies, neighbours } = readPolicies(root, rotations);
    const routing = readRoutingKeys(root, policies);
    return {
      ...emptyDraft('From Splunk On-Call'),
      people: readPeople(root),
      teams: readTeams(root),
      schedules: [...rotations.map(({ schedule }) => schedule), ...neighbours],
      policies,
      ...routing,
      maintenances: readMaintenances(root, routing.services, now),
      general: [
        'What happens after an acknowledgement or a resolution nobody made is set for all of Splunk On-Call and is in no export; here "acknowledgementExpiresAfter" of a policy says it.',
      ],
    };
  },
};
