import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { conditionText } from '../../shared/condition/words.ts';
import { dryRun, withRules, type DryRun } from '../../shared/routing/dry-run.ts';
import type { RoutingRule } from '../../shared/routing/routing-rule.ts';
import { DAY_MS, isoOf } from '../../shared/time/instant.ts';
import { fileRoutingRuleOf } from '../../shared/workspace/file-write-noise.ts';
import { readRules } from '../../shared/workspace/read-rules.ts';
import { all, find, inOrder } from '../../shared/workspace/workspace.ts';
import { appliedSince, lastAlerts } from '../log/routed-alerts.ts';
import { checked } from './incident-routes.ts';
import { Problem } from './problem.ts';
import { requireAdmin, untilDurable, type RelayContext } from './relay-context.ts';

const countedMs = 30 * DAY_MS;
/** Alerts are put to rules so many at a time: the engine, which lives in the same process, gets its turn between. */
const atOnce = 20;

const Asked = z.strictObject({
  rules: z.record(z.string(), z.unknown()).optional(),
  last: z.int().min(1, 'try at least one alert').max(1000, 'try at most 1000 alerts').default(100),
});
const Language = z.object({ language: z.enum(['en', 'fr']).default('en') });

/** Routing rules: how often each applied, what others would have done, and on or off one by one. */
export async function ruleRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { ledger, store } = context;
  const present = () => inOrder(all(ledger.state.workspace, 'routing-rule'));

  server.get('/v1/routing-rules', async (request) => {
    const { language } = checked(Language, request.query);
    const since = context.now() - countedMs;
    const applied = await appliedSince(store, since);
    return {
      since: isoOf(since),
      rules: present().map((rule) => ({
        id: rule.id,
        ...fileRoutingRuleOf(rule),
        on: rule.off !== true,
        sentence: conditionText(rule.when, language),
        applied: applied.get(rule.id) ?? 0,
      })),
    };
  });

  server.post('/v1/routing-rules/dry-run', { bodyLimit: 4_000_000 }, async (request) => {
    const { rules: given, last } = checked(Asked, request.body);
    const { state } = ledger;
    const read = given === undefined ? { rules: present(), problems: [], warnings: [] } : readRules(state.workspace, given);
    if (!read.rules) {
      throw new Problem(400, 'The rules have problems; nothing was tried.', { problems: read.problems });
    }
    // Without rules to try, those in force are tried against none.
    const before = given === undefined ? withRules(state, []) : state;
    const alerts = await lastAlerts(store, last);
    const after = withRules(state, read.rules);
    const runs: DryRun[] = [];
    for (let i = 0; i === 0 || i < alerts.length; i += atOnce) {
      runs.push(dryRun(before, after, alerts.slice(i, i + atOnce)));
      await new Promise((resolve) => void setImmediate(resolve));
    }
    return {
      against: given === undefined ? 'no rules' : 'the rules in force',
      tried: alerts.length,
      ...record(runs),
      warnings: read.warnings,
    };
  });

  for (const to of ['on', 'off'] as const) {
    server.post(`/v1/routing-rules/:id/${to}`, async (request) => {
      const { id } = request.params as { id: string };
      const rule = find(ledger.state.workspace, 'routing-rule', id);
      if (!rule) {
        const ids = present().map((each) => each.id);
        throw new Problem(404, `There is no routing rule "${id}". The workspace has: ${ids.join(', ') || 'none'}.`);
      }
      const changed = (rule.off !== true) !== (to === 'on');
      if (changed) {
        const { durable } = ledger.write(
          { type: 'routing-rule.defined', entity: { kind: 'routing-rule', id }, body: { definition: switched(rule, to) } },
          { kind: 'admin' },
        );
        await untilDurable(durable);
      }
      return { rule: id, name: rule.name, on: to === 'on', changed };
    });
  }

  /** What several stretches of one dry run found, as one answer. */
  function record(runs: readonly DryRun[]): Record<string, unknown> {
    const sum = (counts: readonly Readonly<Record<string, number>>[]) => {
      const total = new Map<string, number>();
      counts.flatMap((each) => Object.entries(each)).forEach(([name, count]) => total.set(name, (total.get(name) ?? 0) + count));
      return Object.fromEntries(total);
    };
    return {
      changed: runs.reduce((count, run) => count + run.changed, 0),
      byField: sum(runs.map(({ byField }) => byField)),
      applied: sum(runs.map(({ applied }) => applied)),
      alerts: runs
        .flatMap(({ lines }) => lines)
        .map(({ at, incident, ...line }) => ({
          incident: { id: incident, number: ledger.incident(incident)?.number },
          at: isoOf(at),
          ...line,
        })),
    };
  }
}

function switched({ off: _, ...rule }: RoutingRule, to: 'on' | 'off'): RoutingRule {
  return to === 'off' ? { ...rule, off: true } : rule;
}
