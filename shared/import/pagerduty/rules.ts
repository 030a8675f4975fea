import { parseIso, type Instant } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import type { DraftMaintenance, DraftRule } from '../draft-noise.ts';
import type { DraftIntegration } from '../draft.ts';
import { firstMatch } from '../first-match.ts';
import { isOn, readEventRule } from './event-rules.ts';
import { readOrchestrations } from './orchestrations.ts';
import { referenceFields } from './shape.ts';

/** What says which events become pages: rulesets, orchestrations and maintenance. */
export function readRules(
  root: Construct,
  now: Instant,
): { rules: DraftRule[]; integrations: DraftIntegration[]; maintenances: DraftMaintenance[] } {
  root
    .children('business_services')
    .forEach((service) =>
      service.leftOut('Watchbell has technical services only.', 'Write it as an attribute of the services it is made of.'),
    );
  const sorted = [...root.children('rulesets').map(readRuleset), readGlobalRules(root), readOrchestrations(root)];
  return {
    rules: sorted.flatMap(({ rules }) => rules),
    integrations: sorted.flatMap(({ integrations }) => integrations),
    maintenances: root.children('maintenance_windows').flatMap((window) => readMaintenance(window, now)),
  };
}

type Sorted = { rules: DraftRule[]; integrations: DraftIntegration[] };

/** A ruleset is an integration, and its rules choose the service. */
function readRuleset(ruleset: Construct): Sorted {
  const key = `ruleset ${ruleset.text('id') ?? ruleset.path}`;
  ruleset.text('type');
  const rules = rulesOf(ruleset.children('rules'), key);
  const service = rules.flatMap(({ set }) => set.service ?? []).at(-1);
  if (service === undefined) {
    ruleset.leftOut('None of its rules leads to a service.', 'Give each service an integration of its own and point monitors at those.');
    return { rules: [], integrations: [] };
  }
  if (rules.at(-1)?.set.service !== service || !rules.at(-1)?.from.some((rule) => rule.flag('catch_all') === true)) {
    ruleset.approximated('What none of its rules takes pages nobody in PagerDuty; here it goes to the service of its integration.');
  }
  return { rules, integrations: [{ key, name: ruleset.name ?? key, service, from: ruleset }] };
}

/** Rules of a list of their own: of any event. */
function readGlobalRules(root: Construct): Sorted {
  return { rules: rulesOf(root.children('event_rules'), undefined), integrations: [] };
}

function rulesOf(rules: readonly Construct[], integration: string | undefined): DraftRule[] {
  const read = rules
    .toSorted((a, b) => (a.number('position') ?? 0) - (b.number('position') ?? 0))
    .filter(isOn)
    .map(readEventRule);
  return firstMatch(read).map(({ from, condition, set }) => ({
    key: from.text('id') ?? from.path,
    name: from.name ?? 'Event rule',
    when: { ...(integration === undefined ? {} : { integrations: [integration] }), condition },
    set,
    from: [from],
  }));
}

function readMaintenance(window: Construct, now: Instant): DraftMaintenance[] {
  const [from, until] = [parseIso(window.text('start_time') ?? ''), parseIso(window.text('end_time') ?? '')];
  const services = window.parts('services', referenceFields).flatMap((each) => each.text('id') ?? []);
  if (from === undefined || until === undefined || from >= until) {
    window.leftOut('It does not say from when until when.');
    return [];
  }
  if (until <= now) {
    window.converted(undefined, 'It is over.');
    return [];
  }
  window.converted(undefined, 'What still fires when it ends pages then.');
  return [
    {
      key: window.text('id') ?? window.path,
      name: window.name ?? 'Maintenance',
      when: { services },
      once: { from, until },
      from: [window],
    },
  ];
}
