import { expect, it, onTestFinished } from 'vitest';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { AlertmanagerProcess } from '../harness/alertmanager-process.ts';
import { noisyShop } from '../harness/noise.ts';
import { NoisyEngine } from '../harness/noisy-engine.ts';
import { seededRandom } from '../harness/random.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

type Labels = Record<string, string>;

const receiver = `
route: { receiver: nobody, group_by: [alertname, cluster], group_wait: 1h }
receivers: [{ name: nobody }]
`;
/** As its documentation shows it: what is critical mutes warnings of the same kind; and one whose two sides overlap. */
const rules = [
  { source: { severity: 'critical' }, target: { severity: 'warning' }, equal: ['alertname', 'cluster'] },
  { source: { team: 'net' }, target: { role: 'leaf' }, equal: ['cluster'] },
] satisfies { source: Labels; target: Labels; equal: string[] }[];

const matchers = (labels: Labels) => Object.entries(labels).map(([name, value]) => `${name} = "${value}"`);
const config = `${receiver}inhibit_rules: ${JSON.stringify(
  rules.map(({ source, target, equal }) => ({ source_matchers: matchers(source), target_matchers: matchers(target), equal })),
)}\n`;

const condition = (labels: Labels) => ({ all: Object.entries(labels).map(([name, value]) => ({ field: `label.${name}`, is: value })) });
const name = (labels: Labels) => JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Alerts of every sort, each once; some labels are missing from some. */
function alertsBy(random: () => number, count: number): Labels[] {
  const one = (values: readonly (string | undefined)[]) => values[Math.floor(random() * values.length)];
  const drawn = Array.from({ length: count }, (): Labels => {
    const severity = one(['critical', 'warning', 'info']);
    const labels = {
      alertname: one(['Disk', 'Memory']),
      severity,
      cluster: one(['one', 'two', 'three', undefined]),
      team: one(['net', undefined, undefined]),
      // What is critical is nobody's leaf: two that mute each other would both be mute there, and are not here (NSE6).
      role: severity === 'critical' ? undefined : one(['leaf', undefined]),
      instance: one(['a', 'b', 'c']),
    };
    return Object.fromEntries(Object.entries(labels).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
  });
  return [...new Map(drawn.map((labels) => [name(labels), labels])).values()];
}

/** What rings already goes on here, so that what inhibits has to come before what it inhibits: critical, then the net, then its leaves. */
function rank(labels: Labels): number {
  return labels['severity'] === 'critical' ? 0 : labels['team'] !== 'net' ? 3 : labels['role'] === 'leaf' ? 2 : 1;
}

function engineWith(alerts: readonly Labels[]): NoisyEngine {
  const engine = new NoisyEngine(noisyShop());
  rules.forEach(({ source, target, equal }, i) =>
    engine.defines('inhibition', `rule-${i}`, {
      name: `Rule ${i}`,
      source: condition(source),
      target: condition(target),
      equal: equal.map((each) => `label.${each}`),
    }),
  );
  alerts.forEach((labels) => engine.takes({ dedupKey: name(labels), labels }));
  return engine;
}

it('[NSE5] inhibits exactly what Debian’s Alertmanager does, alert by alert', async () => {
  const alertmanager = await AlertmanagerProcess.start(temporaryFolder(), config);
  onTestFinished(async () => alertmanager.stop());
  const alerts = alertsBy(seededRandom(7), 80).toSorted((a, b) => rank(a) - rank(b));
  await alertmanager.fire(alerts.map((labels) => ({ labels })));
  const engine = engineWith(alerts);
  const ours = [...engine.state.incidents.values()].filter(({ status }) => status === 'suppressed').map(({ dedupKey }) => dedupKey ?? '');
  const theirs = async () =>
    (await alertmanager.alerts()).filter(({ status }) => status.inhibitedBy.length > 0).map(({ labels }) => name(labels));
  // It learns of what inhibits a moment after it took it.
  await expect.poll(async () => new Set(await theirs()), { timeout: 20_000 }).toEqual(new Set(ours));
  expect(await alertmanager.alerts()).toHaveLength(alerts.length);
  // Not an agreement about nothing.
  expect(ours.length).toBeGreaterThan(5);
  expect(ours.length).toBeLessThan(alerts.length - 5);
});

it('[NSE8] groups as Debian’s Alertmanager does by the same labels', async () => {
  const alertmanager = await AlertmanagerProcess.start(temporaryFolder(), receiver);
  onTestFinished(async () => alertmanager.stop());
  const alerts = alertsBy(seededRandom(8), 40);
  await alertmanager.fire(alerts.map((labels) => ({ labels })));
  await expect.poll(async () => (await alertmanager.groups()).flat().length, { timeout: 20_000 }).toBe(alerts.length);
  const theirs = (await alertmanager.groups()).map((group) => new Set(group.map(name)));
  const by = ['label.alertname', 'label.cluster'];
  const engine = new NoisyEngine(noisyShop());
  engine.defines('grouping', 'groups', { name: 'Groups', order: 1, by, windowMs: 10 * MINUTE_MS, rolling: false, most: 100 });
  alerts.forEach((labels) => engine.takes({ dedupKey: name(labels), labels }));
  const ours = [...engine.state.incidents.values()].map(
    ({ members, dedupKey }) => new Set(members?.map((each) => each.dedupKey) ?? [dedupKey]),
  );
  expect(new Set(ours.map((group) => name(Object.fromEntries([...group].map((each) => [each ?? '', ''])))))).toEqual(
    new Set(theirs.map((group) => name(Object.fromEntries([...group].map((each) => [each, '']))))),
  );
});
