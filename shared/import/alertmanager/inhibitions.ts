import { conditionsOf } from '../conditions.ts';
import type { Construct } from '../construct.ts';
import type { DraftInhibition } from '../draft-noise.ts';
import { matchersInWords, type Matcher } from '../noise.ts';
import { matchersOf } from './matchers.ts';
import { ofAlertmanager } from './routes.ts';

/** An inhibition among the alerts of Alertmanager; none when its matchers cannot be asked here. */
export function readInhibition(rule: Construct): DraftInhibition[] {
  const [source, target] = ['source_', 'target_'].map((prefix) => matchersOf(rule, prefix));
  const equal = rule.texts('equal');
  if (!source || !target || source.length === 0 || target.length === 0) {
    rule.leftOut('Its matchers cannot be read.', 'Keep it in Alertmanager.');
    return [];
  }
  const [from, to] = [conditionsOf(source), conditionsOf(target)];
  if ('problem' in from || 'problem' in to) {
    const problem = 'problem' in from ? from.problem : 'problem' in to ? to.problem : '';
    rule.leftOut(`Its matchers cannot be asked here: ${problem}`, 'Keep it in Alertmanager.', {
      kind: 'inhibition',
      source,
      target,
      equal,
    });
    return [];
  }
  const name = `${words(source)} holds back ${words(target)}`;
  rule.approximated(
    'Alertmanager waits a little before it tells of an alert; here one that comes before what holds it back has paged by then, and goes on.',
  );
  return [
    {
      key: `${name} ${equal.toSorted().join(' ')}`,
      name: rule.name ?? name,
      source: ofAlertmanager(from),
      target: ofAlertmanager(to),
      equal: equal.map((label) => `label.${label}`),
      from: [rule],
    },
  ];
}

function words(matchers: readonly Matcher[]): string {
  return matchers
    .map((each) => matchersInWords([each]))
    .toSorted()
    .join(' and ');
}
