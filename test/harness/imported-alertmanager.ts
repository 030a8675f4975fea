import type { Alert } from '../../shared/alert/alert.ts';
import { applyRules, type RuledOpening } from '../../shared/routing/apply-rules.ts';
import { openingOf } from '../../shared/routing/opening-draft.ts';
import { routeAlert, type Routed } from '../../shared/routing/route.ts';
import type { State } from '../../shared/state/state.ts';
import type { Json } from '../../shared/import/json.ts';
import type { Labels } from './alertmanager-tree.ts';
import { idOf, mondayNight } from './entries.ts';
import { folded } from './folding.ts';
import { imported } from './imports.ts';
import { stateWith } from './workspaces.ts';

/** The workspace that becomes of a configuration of Alertmanager's. */
export function stateOfConfig(config: object): State {
  const { yaml, problems } = imported('alertmanager', [{ path: 'alertmanager.yml', values: [config as Json] }]);
  if (problems.length > 0) {
    throw new Error(problems.map(({ message }) => message).join(' '));
  }
  return stateWith(yaml);
}

/** An alert as Alertmanager's webhook brings one. */
export function alertWith(labels: Labels, key: string): Alert {
  return { action: 'trigger', dedupKey: key, summary: 'An alert', source: 'prometheus', severity: 'critical', labels: { ...labels } };
}

/** What the routing rules make of an alert with some labels. */
export function ruled(state: State, labels: Labels): RuledOpening {
  return applyRules(state, openingOf(state, 'alertmanager', alertWith(labels, 'key')), mondayNight);
}

/** The services an alert is for, its own and those it bears as tags; none when it is suppressed. */
export function servicesFor(state: State, labels: Labels): string[] {
  const { body, isSuppressed } = ruled(state, labels);
  return isSuppressed ? [] : [...new Set([...(body.tags ?? []), body.service])].toSorted();
}

/** An alert in its turn: what becomes of it, folded into the state. */
export function arrive(state: State, labels: Labels, key: string): Routed {
  const routed = routeAlert(state, 'alertmanager', alertWith(labels, key), idOf(key), mondayNight);
  if ('draft' in routed) {
    folded(
      [...(routed.beside ?? []), routed.draft].map((draft) => ({
        ...draft,
        actor: { kind: 'integration' as const, id: 'alertmanager' },
      })) as never,
      state,
    );
  }
  return routed;
}
