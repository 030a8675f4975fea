import { emptyDraft } from '../draft.ts';
import type { Source } from '../source.ts';
import { readEscalations } from './escalations.ts';
import { peopleIn, readPeople, readTeams } from './people.ts';
import { readHeartbeats, readMaintenances } from './maintenance.ts';
import { readPolicyRules, readRoutingRules } from './rules.ts';
import { readSchedules } from './schedules.ts';
import { readServices } from './services.ts';
import { shape } from './shape.ts';

/** Opsgenie: what its REST API answers, or the folders its configuration backup writes. */
export const opsgenie: Source = {
  title: 'Opsgenie',
  collections: {
    users: ['user'],
    teams: ['team'],
    schedules: ['schedule', 'schedulesV2'],
    escalations: ['escalation', 'escalationsV2'],
    integrations: ['integration'],
    services: ['service'],
    policies: ['policy', 'policiesV2', 'alertPolicies', 'notificationPolicies'],
    maintenance: ['maintenances', 'maintenanceWindows'],
    heartbeats: ['heartbeat'],
  },
  shape,
  draft: (root, { now }) => {
    const find = peopleIn(root);
    const schedules = readSchedules(root, find, now);
    const teams = readTeams(root, find);
    const escalations = readEscalations(root, { find, schedules, teams });
    const { services, integrations, policies } = readServices(root, escalations.policies);
    const routing = readRoutingRules(root, escalations.policies);
    return {
      ...emptyDraft('From Opsgenie'),
      people: readPeople(root),
      teams,
      schedules: [...schedules, ...escalations.neighbours],
      policies: [...escalations.policies, ...policies, ...routing.policies],
      services,
      integrations,
      // In the order Opsgenie asks them: what an alert is, whom it is for, whether it tells.
      rules: [...readPolicyRules(root, 'alert'), ...routing.rules, ...readPolicyRules(root, 'notification')],
      maintenances: readMaintenances(root, now),
      heartbeats: readHeartbeats(root),
      general: [
        'An alert reaches a team by its routing rules in Opsgenie; here each team has a service, whose policy is what its default routing rule leads to.',
      ],
    };
  },
};
