import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { formOf } from '../../shared/form/default-form.ts';
import { readWorkspaceFile } from '../../shared/workspace/file.ts';
import { ruledBy, ruledShop } from '../harness/ruled.ts';
import { shop } from '../harness/shop.ts';

const guide = readFileSync(new URL('../../docs/routing.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, block = '']) => parse(block) as Record<string, Record<string, object>>,
);
const [{ routingRules = {} } = {}, { form = {} } = {}] = blocks;
const more = {
  policies: { security: { name: 'Security', steps: [{ notify: ['person:lea'] }] } },
  schedules: {
    database: { name: 'Database', zone: 'UTC', rotation: { people: ['dana'], turn: '1w', handoffAt: '09:00', startsOn: '2026-01-01' } },
  },
  form,
};

it('[RTE10] [RTE13] the rules and the form of the guide are taken, without a warning', () => {
  const { problems, warnings } = readWorkspaceFile(shop({ steps: [{ notify: ['person:ana'] }] }, { ...more, routingRules }));
  expect([problems, warnings]).toEqual([[], []]);
});

it('[RTE5] [RTE6] the rules of the guide do what it says', () => {
  const state = ruledShop(routingRules, more);
  const labels = { k8s_cluster: 'c7', app: 'cart', version: '42', service: 'Payments API', environment: 'production', impact: 'customers' };
  expect(ruledBy(state, { labels, summary: 'Breach of trust' }).body).toMatchObject({
    service: 'payments-api',
    policy: { id: 'security' },
    severity: 'critical',
    priority: 'P1',
    known: { cluster: 'c7', deployment: 'cart@42' },
    assigned: ['sam'],
  });
  expect(ruledBy(state, { labels: { check: 'ping' } })).toMatchObject({ pauseMs: 120_000, by: 'flappers' });
  expect(ruledBy(state, { source: 'load-1', known: { environment: 'test' } })).toMatchObject({ isSuppressed: false });
  expect(formOf(state.workspace).fields).toHaveLength(7);
});
