import type { Construct } from '../construct.ts';
import { emptyDraft, type Draft } from '../draft.ts';
import { leaveNoise } from '../noise.ts';
import type { Source } from '../source.ts';
import { intervalInWords } from './interval.ts';
import { matchersOf } from './matchers.ts';
import { readReceivers } from './receivers.ts';
import { readRoute } from './routes.ts';
import { shape } from './shape.ts';

/** Prometheus Alertmanager: its configuration file. It knows labels and receivers, and no people. */
export const alertmanager: Source = {
  title: 'Alertmanager',
  collections: { config: [] },
  whole: 'config',
  shape,
  draft: (root) => {
    const draft: Draft = emptyDraft('From Alertmanager');
    for (const config of root.children('config')) {
      config.converted(undefined, 'What it says of senders, templates and their secrets stays in Alertmanager, which goes on sending.');
      const { services, integrations, policies } = readReceivers(config);
      draft.services.push(...services);
      draft.integrations.push(...integrations);
      draft.policies.push(...policies);
      config.children('route').forEach((route) => readRoute(route, 'the root'));
      config.children('inhibit_rules').forEach(readInhibition);
      [...config.children('time_intervals'), ...config.children('mute_time_intervals')].forEach((interval) => {
        const times = interval.parts('time_intervals').map(intervalInWords);
        leaveNoise(interval, { kind: 'interval', name: interval.name ?? '', times });
      });
    }
    return {
      ...draft,
      general: ['Alertmanager stays in front of Watchbell: it goes on grouping, inhibiting and silencing, and sends its webhook here.'],
    };
  },
};

function readInhibition(rule: Construct): void {
  const [source, target] = [matchersOf(rule, 'source_'), matchersOf(rule, 'target_')];
  if (!source || !target) {
    rule.leftOut('Its matchers cannot be read.', 'Keep it in Alertmanager.');
    return;
  }
  leaveNoise(rule, { kind: 'inhibition', source, target, equal: rule.texts('equal') });
}
