import { parseIso } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import { leaveNoise } from '../noise.ts';
import { referenceFields } from './shape.ts';

/** What says which events become pages: rules, orchestrations and maintenance. None has a place in a workspace yet. */
export function readRules(root: Construct): void {
  const rules = [...root.children('event_rules'), ...root.children('rulesets').flatMap((ruleset) => ruleset.children('rules'))];
  rules.forEach((rule) =>
    leaveNoise(rule, {
      kind: 'routing',
      scope: 'event rule',
      matchers: [],
      words: `events that meet the rule "${rule.name ?? rule.path}"`,
      to: 'what the rule says',
      goesOn: false,
    }),
  );
  root
    .children('rulesets')
    .forEach((ruleset) =>
      ruleset.leftOut(
        'Rules that sort events have no place here yet.',
        'Give each service an integration of its own and point monitors at those.',
      ),
    );
  root
    .children('event_orchestrations')
    .forEach((orchestration) =>
      orchestration.leftOut(
        `It has ${orchestration.has('routes') ? (orchestration.text('routes') ?? 'some') : 'no'} routes; an orchestration has no place here yet.`,
        'Give each service an integration of its own and point monitors at those.',
      ),
    );
  root
    .children('business_services')
    .forEach((service) =>
      service.leftOut('Watchbell has technical services only.', 'Write it as an attribute of the services it is made of.'),
    );
  root.children('maintenance_windows').forEach((window) => {
    const [from, until] = [parseIso(window.text('start_time') ?? ''), parseIso(window.text('end_time') ?? '')];
    const services = window.parts('services', referenceFields).flatMap((each) => each.text('summary') ?? each.text('id') ?? []);
    if (from === undefined || until === undefined) {
      window.leftOut('It does not say from when until when.');
    } else {
      leaveNoise(window, { kind: 'maintenance', services, from, until });
    }
  });
}
