import { dryRun, withRules, type DryRunLine, type PastAlert } from '../routing/dry-run.ts';
import type { State } from '../state/state.ts';
import { all } from '../workspace/workspace.ts';

/** What switching a rule would have changed: of how many alerts, of how many of them, and those, the latest first. */
export interface RuleTrial {
  tried: number;
  changed: number;
  lines: DryRunLine[];
}

const mostLines = 20;

/** What switching one rule on or off would have made otherwise of past alerts; undefined when the rule is not there (S80, NSE33). */
export function ruleTrial(state: State, rule: string, on: boolean, alerts: readonly PastAlert[]): RuleTrial | undefined {
  const rules = all(state.workspace, 'routing-rule');
  if (!rules.some(({ id }) => id === rule)) {
    return undefined;
  }
  const switched = rules.map((each) => {
    const { off: _, ...rest } = each;
    return each.id !== rule ? each : on ? rest : { ...rest, off: true as const };
  });
  const { lines, changed } = dryRun(state, withRules(state, switched), alerts);
  const otherwise = lines.filter((line) => line.changed.length > 0).toReversed();
  return { tried: alerts.length, changed, lines: otherwise.slice(0, mostLines) };
}
