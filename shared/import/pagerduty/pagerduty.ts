import { emptyDraft } from '../draft.ts';
import type { Source } from '../source.ts';
import { readRules } from './rules.ts';
import { readPeople } from './people.ts';
import { readPolicies } from './policies.ts';
import { readSchedules } from './schedules.ts';
import { readServices } from './services.ts';
import { shape } from './shape.ts';

/** PagerDuty: what its REST API v2 answers, all in one file or a file for each list. */
export const pagerduty: Source = {
  title: 'PagerDuty',
  collections: {
    users: ['user'],
    teams: ['team'],
    schedules: ['schedule'],
    overrides: ['override'],
    escalation_policies: ['escalation_policy', 'policies'],
    services: ['service'],
    maintenance_windows: ['maintenance_window'],
    rulesets: ['ruleset'],
    event_rules: ['event_rule', 'rules'],
    event_orchestrations: ['orchestrations', 'event_orchestration', 'orchestration'],
    orchestration_paths: ['orchestration_path'],
    business_services: ['business_service'],
  },
  shape,
  draft: (root, options) => {
    const sorted = readRules(root, options.now);
    const { services, integrations, groupings, pauses } = readServices(root);
    return {
      ...emptyDraft('From PagerDuty'),
      ...sorted,
      people: readPeople(root),
      schedules: readSchedules(root, options.now),
      ...readPolicies(root),
      services,
      integrations: [...integrations, ...sorted.integrations],
      rules: [...sorted.rules, ...pauses],
      groupings,
      general: [
        'PagerDuty stops after the last loop of a policy; here the catch-all goes on paging.',
        'Where nobody is on call PagerDuty opens no incident; here one opens and pages the catch-all.',
      ],
    };
  },
};
