import { emptyDraft } from '../draft.ts';
import { leaveNoise } from '../noise.ts';
import type { Source } from '../source.ts';
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
    root.children('alertRules').forEach((rule) =>
      leaveNoise(rule, {
        kind: 'routing',
        scope: 'alert rule',
        matchers: [
          {
            label: rule.text('alertField') ?? '?',
            operator: rule.text('matchType') === 'REGEX' ? '=~' : '=',
            value: rule.text('alertQueryString') ?? rule.text('alertValueMatch') ?? '',
          },
        ],
        to: 'what the rule changes',
        goesOn: rule.flag('stopFlag') !== true,
      }),
    );
    root
      .children('activeInstances')
      .forEach((mode) =>
        mode.leftOut('Maintenance has no place here yet; what it holds back would page.', 'Apply the file when the maintenance is over.'),
      );
    const rotations = readRotations(root, now);
    const { policies, neighbours } = readPolicies(root, rotations);
    return {
      ...emptyDraft('From Splunk On-Call'),
      people: readPeople(root),
      teams: readTeams(root),
      schedules: [...rotations.map(({ schedule }) => schedule), ...neighbours],
      policies,
      ...readRoutingKeys(root, policies),
      general: [
        'What happens after an acknowledgement or a resolution nobody made is set for all of Splunk On-Call and is in no export; here "acknowledgementExpiresAfter" of a policy says it.',
      ],
    };
  },
};
