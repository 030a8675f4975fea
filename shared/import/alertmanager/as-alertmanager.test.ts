import { expect, it } from 'vitest';
import { isInhibited, receiversOf, type InhibitionText, type Labels, type RouteText } from '../../../test/harness/alertmanager-tree.ts';
import { arrive, servicesFor, stateOfConfig } from '../../../test/harness/imported-alertmanager.ts';
import { fc } from '../../../test/harness/properties.ts';

const runs = Number(process.env['IMPORT_TREE_RUNS'] ?? 150);
const names = ['one', 'two', 'three', 'nowhere'];
const receivers = names.map((name) => ({ name, ...(name === 'nowhere' ? {} : { email_configs: [{ to: name }] }) }));

const value = fc.constantFrom('', 'x', 'y', 'zz');
const pattern = fc.constantFrom('', 'x', 'x|y', '.*', '.+', 'z', 'X', '(x)?', 'z{2}');
const label = fc.constantFrom('a', 'b', 'c');
const matcher = fc
  .oneof(
    fc.tuple(label, fc.constantFrom('=', '!='), value).map((parts) => parts),
    fc.tuple(label, fc.constantFrom('=~', '!~'), pattern).map((parts) => parts),
  )
  .map(([name, operator, of]) => `${name}${operator}"${of}"`);
const labels: fc.Arbitrary<Labels> = fc.record({ a: value, b: value, c: value }, { requiredKeys: [] });

const { route } = fc.letrec<{ route: RouteText; routes: RouteText[] }>((tie) => ({
  routes: fc.array(tie('route'), { maxLength: 3 }),
  route: fc.record(
    {
      receiver: fc.constantFrom(...names),
      matchers: fc.array(matcher, { maxLength: 2 }),
      continue: fc.boolean(),
      routes: fc.oneof({ maxDepth: 3 }, fc.constant<RouteText[]>([]), tie('routes')),
    },
    { requiredKeys: ['matchers', 'routes'] },
  ),
}));
const root = fc.record({ receiver: fc.constantFrom(...names), routes: fc.array(route, { maxLength: 4 }) });

/** Whom an Alertmanager tells, without those that tell nobody. */
const toldOf = (tree: RouteText, of: Labels) => [...new Set(receiversOf(tree, of))].filter((name) => name !== 'nowhere').toSorted();

it('[IMP13] chooses the services whose receivers Alertmanager tells, and suppresses what it tells nobody of', () => {
  const seen = new Set<number>();
  fc.assert(
    fc.property(root, fc.array(labels, { minLength: 8, maxLength: 8 }), (tree, alerts) => {
      const state = stateOfConfig({ route: tree, receivers });
      for (const each of alerts) {
        const told = toldOf(tree, each);
        seen.add(told.length);
        expect(servicesFor(state, each), JSON.stringify(each)).toEqual(told);
      }
    }),
    { numRuns: runs },
  );
  expect([...seen]).toEqual(expect.arrayContaining([0, 1, 2]));
});

it('[IMP13] would notice a route that is passed over (control)', () => {
  const tree: RouteText = { receiver: 'one', routes: [{ receiver: 'two', matchers: ['a="x"'], continue: true }, { receiver: 'three' }] };
  const state = stateOfConfig({ route: { ...tree, routes: (tree.routes ?? []).slice(1) }, receivers });
  expect(servicesFor(state, { a: 'x' })).not.toEqual(toldOf(tree, { a: 'x' }));
});

const inhibition: fc.Arbitrary<InhibitionText> = fc.record({
  source_matchers: fc.array(matcher, { minLength: 1, maxLength: 2 }),
  target_matchers: fc.array(matcher, { minLength: 1, maxLength: 2 }),
  equal: fc.uniqueArray(label, { maxLength: 2 }),
});

it('[IMP14] holds back the alerts Alertmanager holds back while others fire', () => {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(fc.array(inhibition, { minLength: 1, maxLength: 3 }), fc.array(labels, { minLength: 2, maxLength: 6 }), (rules, alerts) => {
      const state = stateOfConfig({ route: { receiver: 'one' }, receivers, inhibit_rules: rules });
      alerts.forEach((each, i) => {
        const isHeldBack = isInhibited(rules, alerts.slice(0, i), each);
        seen.add(isHeldBack);
        expect(arrive(state, each, `alert ${i}`).outcome, JSON.stringify(alerts.slice(0, i + 1))).toBe(
          isHeldBack ? 'suppressed' : 'opened',
        );
      });
    }),
    { numRuns: runs },
  );
  expect(seen.size).toBe(2);
});
