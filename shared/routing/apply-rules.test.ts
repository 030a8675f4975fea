import { expect, it } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { fc } from '../../test/harness/properties.ts';
import { alertOf, firstPaged, ruledBy, ruledShop } from '../../test/harness/ruled.ts';
import { HOUR_MS } from '../time/instant.ts';
import type { RoutingRule } from './routing-rule.ts';
import { routeAlert } from './route.ts';

const always = { field: 'title', exists: true };
const isDisk = { field: 'title', contains: 'disk' };
const rule = (set: object, more: object = {}) => ({ name: 'A rule', when: always, set, ...more });

it('[RTE1] asks rules in their order, each of what those before have set; the later counts', () => {
  const state = ruledShop({
    z: rule({ severity: 'critical', known: { environment: 'production' } }),
    a: rule({ priority: 'P1' }, { when: { field: 'environment', is: 'production' } }),
    b: rule({ severity: 'warning' }, { when: { field: 'severity', is: 'critical' } }),
    c: rule({ priority: 'P5' }, { when: { field: 'severity', is: 'critical' } }),
  });
  const { body } = ruledBy(state);
  expect(body).toMatchObject({ severity: 'warning', priority: 'P1', known: { environment: 'production' } });
  expect(body.routed?.map(({ rule: id }) => id)).toEqual(['z', 'a', 'b']);
});

it('[RTE1] comes out otherwise when the order is another', () => {
  const low = rule({ severity: 'info' });
  const high = rule({ severity: 'critical' });
  expect(ruledBy(ruledShop({ low, high })).body.severity).toBe('critical');
  expect(ruledBy(ruledShop({ high, low })).body.severity).toBe('info');
});

it('[RTE2] asks no rule that is off, and none after one that stops', () => {
  const state = ruledShop({
    off: rule({ severity: 'info' }, { off: true }),
    elsewhere: rule({ severity: 'info' }, { when: { field: 'title', contains: 'network' }, stop: true }),
    last: rule({ priority: 'P2' }, { when: isDisk, stop: true }),
    never: rule({ priority: 'P5', severity: 'info' }),
  });
  expect(ruledBy(state).body).toMatchObject({ severity: 'error', priority: 'P2', routed: [{ rule: 'last', revision: 1 }] });
});

it('[RTE4] assigns whoever it is just now; nobody is left out of sight', () => {
  const people = { sam: { timeOff: [{ from: '2026-11-20T00:00:00Z', until: '2026-11-30T00:00:00Z' }] } };
  const state = ruledShop(
    { team: rule({ assign: ['team:sre'] }), turn: rule({ assign: ['next-of:shop'] }, { when: { field: 'vip', is: true } }) },
    { people },
  );
  const away = ruledBy(state);
  expect(away.body.routed).toEqual([{ rule: 'team', revision: 1, set: ['assign: nobody'] }]);
  expect(firstPaged(state, away)).toEqual(['ana']);
  const back = ruledBy(state, {}, Date.UTC(2026, 11, 1));
  expect(back.body).toMatchObject({ assigned: ['sam'], routed: [{ set: ['assign'] }] });
  expect(firstPaged(state, back)).toEqual(['sam']);
  expect(ruledBy(state, { known: { vip: true } }).body.assigned).toEqual(['ana']);
});

it('[RTE5] sends an incident to another service with its policy, and later rules see whose it is', () => {
  const state = ruledShop({
    move: rule({ service: '{{label.service}}' }),
    seen: rule(
      { tags: ['sre', 'east'] },
      {
        when: {
          all: [
            { field: 'team', is: 'SRE' },
            { field: 'region', is: 'us-east' },
          ],
        },
      },
    ),
    policy: rule({ tags: ['experts'] }, { when: { field: 'policy', is: 'experts' } }),
  });
  const moved = ruledBy(state, { labels: { service: 'Payments API' } });
  expect(moved.body).toMatchObject({ service: 'payments-api', policy: { id: 'experts', revision: 1 }, tags: ['sre', 'east', 'experts'] });
  expect(firstPaged(state, moved)).toEqual(['dana']);
});

it('[RTE5] leaves an incident where it was when the service or policy is not known, and says so', () => {
  const state = ruledShop({ move: rule({ service: '{{label.service}}' }) });
  expect(ruledBy(state, { labels: { service: 'warehouse' } }).body).toMatchObject({
    service: 'checkout',
    policy: { id: 'payments' },
    routed: [{ rule: 'move', set: ['service: unknown warehouse'] }],
  });
  expect(ruledBy(state).body.routed?.[0]?.set).toEqual(['service: empty']);
});

it('[RTE5] keeps a policy that a rule named, whatever service comes after', () => {
  const policies = { night: { name: 'Night', steps: [{ notify: ['person:bo'] }] } };
  const state = ruledShop({ named: rule({ policy: 'night' }), move: rule({ service: 'payments-api' }) }, { policies });
  expect(ruledBy(state).body).toMatchObject({ service: 'payments-api', policy: { id: 'night' } });
});

it('[RTE6] adds what is known by values and by fields, and leaves out what comes to nothing', () => {
  const state = ruledShop({
    enrich: rule({ known: { cluster: '{{label.k8s_cluster}}-{{region}}', customer: '{{label.nobody}}', vip: true, tier: 1 } }),
    seen: rule(
      { priority: 'P1' },
      {
        when: {
          all: [
            { field: 'cluster', is: 'c7-eu' },
            { field: 'vip', is: true },
          ],
        },
      },
    ),
  });
  const { body } = ruledBy(state, { labels: { k8s_cluster: 'c7' }, known: { region: 'eu' } });
  expect(body.known).toEqual({ cluster: 'c7-eu', vip: true, tier: 1 });
  expect(body.priority).toBe('P1');
  expect(body.routed?.[0]?.set).toEqual(['known.cluster', 'known.tier', 'known.vip', 'known.customer: empty']);
});

it('[RTE6] knows the cluster, the owner and what a service depends on from its attributes alone', () => {
  const services = { checkout: { attributes: { owner: 'SRE', cluster: 'c7', dependencies: 'redis' } } };
  const when = { all: ['owner', 'cluster', 'dependencies'].map((field) => ({ field, exists: true })) };
  expect(ruledBy(ruledShop({ seen: rule({ tags: ['known'] }, { when }) }, { services })).body.tags).toEqual(['known']);
});

it('[RTE8] loses no alert by a rule that fails: it changes nothing, says so, and the next is asked', () => {
  const state = ruledShop({ broken: rule({ severity: 'info' }), next: rule({ priority: 'P3' }) });
  const entry = state.workspace.entries['routing-rule'].get('broken');
  const broken = { ...entry?.current, when: { field: 'title', matches: '(' } } as RoutingRule;
  state.workspace.entries['routing-rule'].set('broken', { revision: 1, history: new Map(), current: broken });
  const { body } = ruledBy(state);
  expect(body).toMatchObject({ severity: 'error', priority: 'P3' });
  expect(body.routed?.[0]).toMatchObject({ rule: 'broken', set: [expect.stringMatching(/^rule: failed /)] });
});

it('[RTE9] hands on what is paused or kept from paging, and the rule that says so', () => {
  const pause = rule({ pause: '2m' });
  const mute = rule({ suppress: true }, { when: isDisk });
  expect(ruledBy(ruledShop({ pause }))).toMatchObject({ pauseMs: 120_000, by: 'pause', isSuppressed: false });
  for (const rules of [
    { pause, mute },
    { mute, pause },
  ]) {
    expect(ruledBy(ruledShop(rules))).toMatchObject({ by: 'mute', isSuppressed: true });
  }
});

it('[RTE1] takes hours and holidays as those of the policy', () => {
  const night = rule({ priority: 'P1' }, { when: { during: { from: '02:30', until: '03:30' } } });
  const paris = { payments: { zone: 'Europe/Paris' } };
  expect(ruledBy(ruledShop({ night }, { policies: paris })).body.priority).toBe('P1');
  expect(ruledBy(ruledShop({ night })).body.priority).toBeUndefined();
  expect(ruledBy(ruledShop({ night }, { policies: paris }), {}, mondayNight + HOUR_MS).body.priority).toBeUndefined();
});

const condition = fc.constantFrom<object>(
  always,
  isDisk,
  { field: 'severity', atLeast: 'error' },
  { field: 'priority', is: 'P1' },
  { field: 'service', is: 'payments-api' },
  { field: 'tags', is: 'seen' },
  { not: { field: 'vip', is: true } },
  { during: { from: '03:00', until: '04:00' } },
);
const effects = fc.constantFrom<object>(
  { severity: 'info' },
  { severity: 'critical', priority: 'P1' },
  { service: '{{label.service}}' },
  { policy: 'experts', known: { vip: true, cluster: '{{source}}' } },
  { assign: ['role:owning-team', 'person:dana'] },
  { tags: ['seen'] },
  { pause: '1m' },
  { suppress: true },
);
const someRules = fc.array(
  fc.record({ when: condition, set: effects, stop: fc.constantFrom(undefined, true as const), off: fc.boolean() }),
  { maxLength: 8 },
);
type SomeRules = typeof someRules extends fc.Arbitrary<infer T> ? T : never;
const named = (rules: SomeRules) =>
  Object.fromEntries(
    rules.map(({ stop, off, ...each }, i) => [
      `r${i}`,
      { name: `${i}`, ...each, ...(stop ? { stop } : {}), ...(off ? { off: true } : {}) },
    ]),
  );
const someAlert = fc.record({
  summary: fc.string({ unit: 'binary', maxLength: 50 }),
  severity: fc.constantFrom('critical' as const, 'warning' as const),
  labels: fc.dictionary(fc.constantFrom('service', 'env'), fc.constantFrom('payments-api', 'nowhere', ''), { noNullPrototype: true }),
});

it('[RTE1] [RTE2] decides the same each time, and as if rules that are off were not there', () => {
  fc.assert(
    fc.property(someRules, someAlert, (rules, alert) => {
      const state = ruledShop(named(rules));
      const once = ruledBy(state, alert);
      expect(ruledBy(state, alert)).toEqual(once);
      const on = Object.fromEntries(Object.entries(named(rules)).filter(([, { off }]) => off !== true));
      expect(ruledBy(ruledShop(on), alert)).toEqual(once);
    }),
    { numRuns: 60 },
  );
});

it('[RTE7] [RTE8] never loses an alert, and remembers every rule that applied, in order', () => {
  fc.assert(
    fc.property(someRules, someAlert, (rules, alert) => {
      const state = ruledShop(named(rules));
      const routed = routeAlert(state, 'monitoring', alertOf(alert), 'a', mondayNight);
      expect(['opened', 'suppressed']).toContain(routed.outcome);
      const ids = (ruledBy(state, alert).body.routed ?? []).map(({ rule: id }) => Number(id.slice(1)));
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
      expect(ids.every((i) => rules[i]?.off === false)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('[RTE8] takes no more decisions on one alert than the log has room for', () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`r${i}`, rule({ tags: [`t${i}`] })]));
  const { body } = ruledBy(ruledShop(many));
  expect(body.routed).toHaveLength(100);
  expect(body.tags).toHaveLength(50);
});
