import type { Condition } from '../../condition/condition.ts';
import { always, anyOf, conditionProblem } from '../conditions.ts';
import type { Construct } from '../construct.ts';
import type { DraftRule, DraftWhen } from '../draft-noise.ts';
import type { DraftIntegration } from '../draft.ts';
import { firstMatch } from '../first-match.ts';
import { isOn, leaveAside, settingsOf, type EventRule } from './event-rules.ts';
import { readExpression } from './expression.ts';
import { referenceFields } from './shape.ts';

/** In the order events go through them. */
const kinds = ['global', 'router', 'service'] as const;

/**
 * Event orchestrations: each is an integration, whose rules choose the service; rules of services come after those. A path is given by
 * what `/event_orchestrations/ID/router` and its like answer.
 */
export function readOrchestrations(root: Construct): { rules: DraftRule[]; integrations: DraftIntegration[] } {
  const paths = root.children('orchestration_paths').map((path) => ({
    path,
    type: path.text('type'),
    parent:
      path
        .part(
          'parent',
          referenceFields.filter((field) => field !== 'id'),
        )
        ?.text('id') ?? '',
  }));
  const rules: DraftRule[] = [];
  const integrations: DraftIntegration[] = [];
  paths
    .filter(({ type }) => !kinds.some((kind) => kind === type))
    .forEach(({ path, type }) => path.leftOut(`What is in the path "${type ?? '?'}" belongs to no service.`));
  for (const kind of kinds) {
    for (const { path, parent } of paths.filter(({ type }) => type === kind)) {
      const own = root.children('event_orchestrations').find((each) => each.text('id') === parent);
      const key = `orchestration ${parent}`;
      const read = rulesOfPath(path, kind, kind === 'service' ? { services: [parent] } : { integrations: [key] }, {
        key: parent,
        name: own?.name ?? parent,
      });
      rules.push(...read);
      const services = read.flatMap(({ set }) => set.service ?? []);
      const service = services.at(-1);
      if (kind === 'router' && service !== undefined && !integrations.some((each) => each.key === key)) {
        integrations.push({ key, name: own?.name ?? `Orchestration ${parent}`, service, from: own ?? path });
      }
      path.converted();
    }
  }
  root
    .children('event_orchestrations')
    .filter(({ isOpen }) => isOpen)
    .forEach((orchestration) => {
      if (!integrations.some(({ from }) => from === orchestration)) {
        orchestration.leftOut(
          'Its rules are not in the export, or lead to no service.',
          'Fetch /event_orchestrations/ID/router, and the paths of the services.',
        );
      }
    });
  return { rules, integrations };
}

function rulesOfPath(path: Construct, kind: (typeof kinds)[number], when: DraftWhen, parent: { key: string; name: string }): DraftRule[] {
  const sets = path.children('sets');
  const start = sets.find((set) => set.text('id') === 'start') ?? sets[0];
  for (const set of sets) {
    if (set === start) {
      set.converted();
    } else {
      set.leftOut('Its rules are asked only where another rule leads to them, and a routing rule leads to none.', 'Write them by hand.');
    }
  }
  const leads = kind === 'router' ? 'services' : 'rules';
  const read = (start?.children('rules') ?? []).filter(isOn).map((rule) => readRule(rule, leads));
  const rest = settingsOf(path.part('catch_all')?.part('actions'), leads);
  const all = 'why' in rest || Object.keys(rest).length === 0 ? read : [...read, { from: path, condition: always, set: rest }];
  return firstMatch<EventRule>(all).map(({ from, condition, set }, i) => ({
    key: `${kind} ${parent.key} ${from.text('id') ?? i}`,
    name: from === path ? `Everything else of ${parent.name}` : (from.name ?? `Rule of ${parent.name}`),
    when: { ...when, condition },
    set,
    from: [from],
  }));
}

function readRule(rule: Construct, leads: 'services' | 'rules'): EventRule | undefined {
  const given = rule.parts('conditions').map((each) => each.text('expression') ?? 'what cannot be read');
  const expressions = given.length === 0 && rule.has('conditions') ? ['what cannot be read'] : given;
  const conditions = expressions.map((text) => ({ text, condition: usable(readExpression(text)) }));
  const wrong = conditions.find(({ condition }) => condition === undefined);
  const set = settingsOf(rule.part('actions'), leads);
  const why = wrong ? `No condition here asks ${wrong.text}.` : 'why' in set ? set.why : undefined;
  if (why !== undefined || 'why' in set) {
    leaveAside(rule, why ?? '');
    return undefined;
  }
  const known = conditions.flatMap(({ condition }) => condition ?? []);
  return { from: rule, condition: known.length === 0 ? always : anyOf(known), set };
}

function usable(condition: Condition | undefined): Condition | undefined {
  return condition && conditionProblem(condition) === undefined ? condition : undefined;
}
