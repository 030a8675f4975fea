import { parseIso } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import { leaveNoise } from '../noise.ts';

/** What says which alerts become pages: routing rules beside the default one, policies, maintenance, heartbeats. */
export function readRules(root: Construct): void {
  for (const team of root.children('teams')) {
    const rules = team.children('routingRules');
    const standard = rules.find((rule) => rule.flag('isDefault') === true) ?? rules.at(-1);
    rules
      .filter((rule) => rule !== standard)
      .forEach((rule) => {
        const notify = rule.part('notify');
        const to = notify?.text('name') ?? notify?.text('type') ?? 'nobody';
        leaveNoise(rule, {
          kind: 'routing',
          scope: `team ${team.name ?? ''}`,
          matchers: [],
          words: `alerts that meet "${rule.name ?? rule.path}"`,
          to,
          goesOn: false,
        });
      });
  }
  root
    .children('policies')
    .forEach((policy) =>
      policy.leftOut('Policies that change, delay, close or silence alerts have no place here yet.', 'Do it where the alerts come from.'),
    );
  root.children('maintenance').forEach((window) => {
    const time = window.part('time');
    const [from, until] = [parseIso(time?.text('startDate') ?? ''), parseIso(time?.text('endDate') ?? '')];
    const services = window.parts('rules').flatMap((rule) => rule.part('entity')?.text('id') ?? []);
    if (from === undefined || until === undefined) {
      window.leftOut('It does not say from when until when.');
    } else {
      leaveNoise(window, { kind: 'maintenance', services, from, until });
    }
  });
  root
    .children('heartbeats')
    .forEach((heartbeat) =>
      heartbeat.leftOut(
        'Watchbell does not wait for the beats of others.',
        'Let a monitor watch for them, for example Alertmanager with a dead man’s switch.',
      ),
    );
}
