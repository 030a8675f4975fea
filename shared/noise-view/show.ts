import { fieldText } from '../condition/field-words.ts';
import type { Silence } from '../noise/silence.ts';
import { inWords, targetsOf, type Words } from '../policy-view/policy-view.ts';
import type { RoutingRule } from '../routing/routing-rule.ts';
import type { State } from '../state/state.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import type { DefinitionKind } from '../workspace/definitions.ts';
import { all, find, inOrder, nameOf, type Workspace } from '../workspace/workspace.ts';
import type { EffectsView, NoiseView, Shown, SilenceView } from './noise-view.ts';
import { occurrencesOf } from './occurrences.ts';

/** Who looks at what keeps noise down, when, and what they have made that is not confirmed yet: entities as `kind id`. */
export interface NoiseLooking {
  me: string;
  now: Instant;
  pending: ReadonlySet<string>;
}

/** How many silences that are over are shown. */
const mostEnded = 20;

function stateOf({ from, until }: Silence, now: Instant): SilenceView['state'] {
  return until <= now ? 'ended' : from !== undefined && from > now ? 'coming' : 'active';
}

const rank: Record<SilenceView['state'], number> = { active: 0, coming: 1, ended: 2 };

function silencesOf(state: State, { now }: NoiseLooking, shown: (kind: DefinitionKind, of: Silence) => Shown): SilenceView[] {
  const silences = all(state.workspace, 'silence').map((definition) => ({
    ...shown('silence', definition),
    definition,
    state: stateOf(definition, now),
    when: inWords(definition.when),
  }));
  const inOrderOfEnd = silences.toSorted(
    (a, b) => rank[a.state] - rank[b.state] || (a.state === 'ended' ? -1 : 1) * (a.definition.until - b.definition.until),
  );
  const firstEnded = inOrderOfEnd.findIndex((silence) => silence.state === 'ended');
  return firstEnded < 0 ? inOrderOfEnd : inOrderOfEnd.slice(0, firstEnded + mostEnded);
}

function effectsOf(workspace: Workspace, set: RoutingRule['set']): EffectsView {
  const { service, policy, assign } = set;
  return {
    ...set,
    service: service === undefined ? undefined : nameOf(workspace, 'service', service),
    policy: policy === undefined ? undefined : nameOf(workspace, 'policy', policy),
    assign: assign && targetsOf(workspace, assign),
  };
}

function fieldsInWords(fields: readonly string[]): Words[] {
  return fields.map((field) => ({ en: fieldText(field, 'en'), fr: fieldText(field, 'fr') }));
}

/** What each rule decided about incidents of the last 24 h: how many, and when last. */
function appliedOf(state: State, now: Instant): Map<string, { count: number; lastAt: Instant }> {
  const applied = new Map<string, { count: number; lastAt: Instant }>();
  for (const { routed = [], triggeredAt } of state.incidents.values()) {
    for (const { rule } of triggeredAt > now - DAY_MS ? routed : []) {
      const known = applied.get(rule);
      applied.set(rule, { count: (known?.count ?? 0) + 1, lastAt: Math.max(known?.lastAt ?? 0, triggeredAt) });
    }
  }
  return applied;
}

/** Everything that keeps noise down as a person reads it (NSE33). */
export function noiseView(state: State, looking: NoiseLooking): NoiseView {
  const { workspace, incidents } = state;
  const { me, now, pending } = looking;
  const suppresses = new Map<string, number>();
  for (const { suppression } of incidents.values()) {
    if (suppression?.by !== undefined) {
      suppresses.set(suppression.by, (suppresses.get(suppression.by) ?? 0) + 1);
    }
  }
  const shown = (kind: DefinitionKind, { id, name }: { id: string; name: string }): Shown => ({
    id,
    name,
    suppresses: suppresses.get(id) ?? 0,
    pending: pending.has(`${kind} ${id}`),
  });
  const applied = appliedOf(state, now);
  const role = find(workspace, 'person', me)?.role;
  return {
    silences: silencesOf(state, looking, shown),
    maintenance: all(workspace, 'maintenance').map((definition) => {
      const next = occurrencesOf(definition, now);
      return {
        ...shown('maintenance', definition),
        definition,
        services: (definition.services ?? []).map((id) => ({ id, name: nameOf(workspace, 'service', id) })),
        when: definition.when && inWords(definition.when),
        next,
        isNow: next.some(({ from }) => from <= now),
      };
    }),
    rules: inOrder(all(workspace, 'routing-rule')).map((rule) => ({
      ...shown('routing-rule', rule),
      isOn: rule.off === undefined,
      when: inWords(rule.when),
      sets: effectsOf(workspace, rule.set),
      stops: rule.stop !== undefined,
      applied: applied.get(rule.id)?.count ?? 0,
      lastAt: applied.get(rule.id)?.lastAt,
    })),
    groupings: inOrder(all(workspace, 'grouping')).map((grouping) => ({
      ...shown('grouping', grouping),
      when: grouping.when && inWords(grouping.when),
      by: fieldsInWords(grouping.by),
      windowMs: grouping.windowMs,
      rolling: grouping.rolling,
      most: grouping.most,
    })),
    inhibitions: all(workspace, 'inhibition').map((inhibition) => ({
      ...shown('inhibition', inhibition),
      source: inWords(inhibition.source),
      target: inWords(inhibition.target),
      equal: fieldsInWords(inhibition.equal),
    })),
    maySilence: role !== undefined && role !== 'stakeholder',
    mayEdit: role === 'lead' || role === 'admin',
  };
}
