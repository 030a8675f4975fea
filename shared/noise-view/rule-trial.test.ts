import { expect, it } from 'vitest';
import { emptyState } from '../state/state.ts';
import type { RoutingRule } from '../routing/routing-rule.ts';
import { ruleTrial } from './rule-trial.ts';

const rule: RoutingRule = {
  id: 'worse',
  name: 'Worse',
  order: 1,
  when: { field: 'title', contains: 'disk' },
  set: { severity: 'critical' },
};

function stateWith(...rules: RoutingRule[]) {
  const state = emptyState();
  rules.forEach((each) => state.workspace.entries['routing-rule'].set(each.id, { revision: 1, history: new Map(), current: each }));
  return state;
}
const past = (summary: string, at: number) => ({
  incident: `of ${summary}`,
  integration: 'prometheus',
  at,
  alert: { action: 'trigger' as const, dedupKey: summary, summary, source: '', severity: 'warning' as const },
});

it('[NSE33] says what switching one rule would have made otherwise, the latest first', () => {
  const trial = ruleTrial(stateWith(rule), 'worse', false, [past('Disk full', 1), past('Water', 2), past('Disk slow', 3)]);
  expect(trial).toMatchObject({ tried: 3, changed: 2 });
  expect(trial?.lines.map(({ title, before, after }) => `${title}: ${before.severity} ${after.severity}`)).toEqual([
    'Disk slow: critical warning',
    'Disk full: critical warning',
  ]);
  expect(ruleTrial(stateWith({ ...rule, off: true }), 'worse', true, [past('Disk full', 1)])).toMatchObject({ changed: 1 });
});

it('[NSE33] finds nothing when the rule is as it would be switched, and has nothing to say of one that is not there', () => {
  expect(ruleTrial(stateWith(rule), 'worse', true, [past('Disk full', 1)])).toEqual({ tried: 1, changed: 0, lines: [] });
  expect(ruleTrial(stateWith(rule), 'gone', true, [])).toBeUndefined();
});
