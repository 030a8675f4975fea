import type { Construct } from '../construct.ts';
import { emptyDraft, type Draft, type DraftIntegration } from '../draft.ts';
import type { Source } from '../source.ts';
import { readInhibition } from './inhibitions.ts';
import { readInterval } from './interval.ts';
import { mutingOf } from './muting.ts';
import { readReceivers } from './receivers.ts';
import { readTree, type RouteNode } from './route-tree.ts';
import { groupingsOf, integrationKey, rulesOf } from './routes.ts';
import { shape } from './shape.ts';

/** Prometheus Alertmanager: its configuration file. It knows labels and receivers, and no people. */
export const alertmanager: Source = {
  title: 'Alertmanager',
  collections: { config: [] },
  whole: 'config',
  shape,
  draft: (root) => {
    const draft: Draft = emptyDraft('From Alertmanager');
    const [config, ...others] = root.children('config');
    others.forEach((other) => other.leftOut('There is another configuration before it.', 'Import each by itself.'));
    if (config) {
      readConfig(config, draft);
    }
    return {
      ...draft,
      general: [
        'Everything Alertmanager has goes to one integration, and the routing rules choose the service: give Alertmanager a webhook receiver for it in a first route with "continue: true", or let Prometheus push to Watchbell in its place.',
        'Labels that have to be equal are so here without regard to case; patterns look at it.',
      ],
    };
  },
};

function readConfig(config: Construct, draft: Draft): void {
  config.converted(undefined, 'What it says of senders, templates and their secrets stays in Alertmanager, which goes on sending.');
  const { services, policies, silent } = readReceivers(config);
  draft.services.push(...services);
  draft.policies.push(...policies);
  const intervals = [...config.children('time_intervals'), ...config.children('mute_time_intervals')].map(readInterval);
  const [route, ...others] = config.children('route');
  others.forEach((other) => other.leftOut('There is a root before it.'));
  if (route) {
    const root = readTree(route, (receiver) => !silent.has(receiver));
    draft.integrations.push(...integrationOf(root, services[0]?.key));
    draft.rules.push(...rulesOf(root));
    draft.groupings.push(...groupingsOf(root));
    draft.maintenances.push(...mutingOf(root, intervals));
  }
  draft.inhibitions.push(...config.children('inhibit_rules').flatMap(readInhibition));
}

/** The one integration: its service is the root's, or any where the root tells nobody. */
function integrationOf({ from, receiver, isSilent }: RouteNode, other: string | undefined): DraftIntegration[] {
  const service = isSilent ? other : receiver;
  return service === undefined ? [] : [{ key: integrationKey, name: 'Alertmanager', service, from }];
}
