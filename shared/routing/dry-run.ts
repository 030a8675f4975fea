import type { Alert } from '../alert/alert.ts';
import { firstPaged } from '../escalation/first-paged.ts';
import { canonicalJson } from '../log/canonical.ts';
import { rulesFor } from '../state/rules.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import { nameOf } from '../workspace/workspace.ts';
import { applyRules } from './apply-rules.ts';
import { incidentOf, openingOf } from './opening-draft.ts';
import type { RoutingRule } from './routing-rule.ts';

/** An alert that once opened an incident or joined one under a key of its own: `at` is when (relay ms), `incident` which. */
export interface PastAlert {
  incident: string;
  integration: string;
  alert: Alert;
  at: Instant;
}

/** What rules make of an alert: names, so that two of them are compared by what people see. `rules` are those that applied, by id. */
export interface Ruling {
  severity: string;
  priority?: string | undefined;
  service: string;
  policy: string;
  pages: string[];
  suppressed: boolean;
  pauseMs?: number | undefined;
  tags: string[];
  known: Record<string, string | number | boolean>;
  rules: string[];
}

/** What of a ruling people care about; that another rule came to the same is no difference. */
export const ruledFields = ['severity', 'priority', 'service', 'policy', 'pages', 'suppressed', 'pauseMs', 'tags', 'known'] as const;

/** One alert under both sets of rules, and the names of the fields that differ. */
export interface DryRunLine {
  incident: string;
  title: string;
  at: Instant;
  before: Ruling;
  after: Ruling;
  changed: (typeof ruledFields)[number][];
}

/**
 * What a dry run found: every alert in the order it came; of how many something would be otherwise, and what; and to how many alerts
 * each of the rules that were tried applied, those that applied to none included.
 */
export interface DryRun {
  lines: DryRunLine[];
  changed: number;
  byField: Partial<Record<(typeof ruledFields)[number], number>>;
  applied: Record<string, number>;
}

/**
 * Puts past alerts to two workspaces' rules, each at the moment it came and as if nothing had happened since but what both know (S80).
 * It changes nothing it is given, and pages nobody. The same rules change nothing.
 */
export function dryRun(before: State, after: State, alerts: readonly PastAlert[]): DryRun {
  const lines = alerts.map((past): DryRunLine => {
    const was = rulingOn(before, past);
    const is = rulingOn(after, past);
    const { incident, alert, at } = past;
    const changed = ruledFields.filter((field) => canonicalJson(was[field] ?? null) !== canonicalJson(is[field] ?? null));
    return { incident, title: alert.summary.trim() === '' ? alert.dedupKey : alert.summary, at, before: was, after: is, changed };
  });
  const byField: DryRun['byField'] = {};
  lines.forEach(({ changed }) => changed.forEach((field) => (byField[field] = (byField[field] ?? 0) + 1)));
  const rules = [...after.workspace.entries['routing-rule']].filter(([, { current }]) => current && current.off !== true);
  const applied = Object.fromEntries(rules.map(([id]) => [id, lines.filter((line) => line.after.rules.includes(id)).length]));
  return { lines, changed: lines.filter(({ changed }) => changed.length > 0).length, byField, applied };
}

function rulingOn(state: State, { integration, alert, at }: PastAlert): Ruling {
  const { body, isSuppressed, pauseMs } = applyRules(state, openingOf(state, integration, alert), at);
  const incident = incidentOf(body, '', at);
  const { workspace } = state;
  const paged = isSuppressed ? [] : firstPaged(incident, rulesFor(state, incident), at);
  return {
    severity: body.severity,
    priority: body.priority,
    service: nameOf(workspace, 'service', body.service),
    policy: nameOf(workspace, 'policy', body.policy.id),
    pages: paged.map((person) => nameOf(workspace, 'person', person)),
    suppressed: isSuppressed,
    pauseMs,
    tags: [...(body.tags ?? [])],
    known: { ...body.known },
    rules: (body.routed ?? []).map(({ rule }) => rule),
  };
}

/** The same state with other routing rules; what it is given stays as it was. */
export function withRules(state: State, rules: readonly RoutingRule[]): State {
  const { entries } = state.workspace;
  const asEntries = rules.map((rule) => {
    const revision = (entries['routing-rule'].get(rule.id)?.revision ?? 0) + 1;
    return [rule.id, { revision, current: rule, history: new Map() }] as const;
  });
  return { ...state, workspace: { ...state.workspace, entries: { ...entries, 'routing-rule': new Map(asEntries) } } };
}
