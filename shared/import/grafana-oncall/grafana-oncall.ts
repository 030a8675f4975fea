import { emptyDraft } from '../draft.ts';
import type { Source } from '../source.ts';
import { readChains } from './chains.ts';
import { readPeople, readRest, readTeams } from './people.ts';
import { readSchedules } from './schedules.ts';
import { readServices } from './services.ts';
import { shape } from './shape.ts';

/** Grafana OnCall: what its HTTP API answers. */
export const grafanaOncall: Source = {
  title: 'Grafana OnCall',
  collections: {
    users: [],
    teams: [],
    schedules: [],
    on_call_shifts: ['shifts'],
    escalation_chains: ['chains'],
    escalation_policies: ['policies'],
    integrations: [],
    routes: [],
    personal_notification_rules: [],
    webhooks: ['actions', 'outgoing_webhooks'],
    user_groups: [],
    shift_swaps: [],
  },
  shape,
  draft: (root, { now }) => {
    readRest(root);
    const { policies, teams } = readChains(root);
    return {
      ...emptyDraft('From Grafana OnCall'),
      people: readPeople(root),
      teams: [...readTeams(root), ...teams],
      schedules: readSchedules(root, now),
      policies,
      ...readServices(root, now),
      general: ['Grafana OnCall stops at the end of a chain; here the catch-all goes on paging.'],
    };
  },
};
