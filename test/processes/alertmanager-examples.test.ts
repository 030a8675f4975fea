import { stringify } from 'yaml';
import { expect, it, onTestFinished } from 'vitest';
import { slugOf } from '../../shared/import/slug.ts';
import { alertmanagerExamples, type AlertmanagerExample } from '../harness/alertmanager-examples.ts';
import { AlertmanagerProcess } from '../harness/alertmanager-process.ts';
import type { Labels } from '../harness/alertmanager-tree.ts';
import { arrive, servicesFor, stateOfConfig } from '../harness/imported-alertmanager.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const keyOf = (labels: Labels) => JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
const sorted = (parts: readonly (readonly string[])[]) => parts.map((part) => part.toSorted().join('\n')).toSorted();

/** Receivers as services are called; a tag has the receiver's own name. */
const idsOf = (names: readonly string[]) => [...new Set(names.map((name) => slugOf(name, '')))].toSorted();

/** Who is told of each alert, what is muted, and what is told together, each by the same names on both sides. */
interface Outcome {
  receivers: Map<string, string[]>;
  muted: string[];
  together: string[];
}

/** What the real one makes of an example. */
async function theirs({ config, alerts }: AlertmanagerExample): Promise<Outcome> {
  const process = await AlertmanagerProcess.start(temporaryFolder(), stringify(config));
  onTestFinished(async () => process.stop());
  await process.fire(alerts.map((labels) => ({ labels })));
  await expect.poll(async () => (await process.alerts()).length, { timeout: 20_000 }).toBe(alerts.length);
  const told = async () => new Set((await process.told()).flatMap((group) => group.alerts.map(({ labels }) => keyOf(labels)))).size;
  await expect.poll(told, { timeout: 20_000 }).toBe(alerts.length);
  const all = await process.alerts();
  const groups = await process.told();
  const last = (labels: Labels) => all.find((each) => keyOf(each.labels) === keyOf(labels))?.receivers.at(-1)?.name;
  return {
    receivers: new Map(all.map(({ labels, receivers }) => [keyOf(labels), idsOf(receivers.map(({ name }) => name))])),
    muted: all.filter(({ status }) => status.inhibitedBy.length > 0).map(({ labels }) => keyOf(labels)),
    // Of an alert that several are told of we have one incident, at the last of them.
    together: sorted(
      groups
        .map(({ receiver, alerts: of }) => of.filter(({ labels, status }) => status.inhibitedBy.length === 0 && last(labels) === receiver))
        .filter((group) => group.length > 0)
        .map((group) => group.map(({ labels }) => keyOf(labels))),
    ),
  };
}

/** What ours makes of it, with the workspace the importer writes. */
function ours({ config, alerts }: AlertmanagerExample): Outcome {
  const state = stateOfConfig(config);
  const receivers = new Map(alerts.map((labels) => [keyOf(labels), idsOf(servicesFor(state, labels))]));
  alerts.forEach((labels) => arrive(state, labels, keyOf(labels)));
  const incidents = [...state.incidents.values()];
  const keysOf = ({ members, dedupKey }: (typeof incidents)[number]) => members?.map((each) => each.dedupKey) ?? [dedupKey ?? ''];
  const suppressed = incidents.filter(({ status }) => status === 'suppressed');
  return {
    receivers,
    muted: suppressed.flatMap(keysOf),
    together: sorted(incidents.filter((each) => !suppressed.includes(each)).map(keysOf)),
  };
}

it.each(alertmanagerExamples.map((example) => [example.name, example] as const))(
  '[ALR42] does with Alertmanager’s own example what it does: %s',
  async (_, example) => {
    const there = await theirs(example);
    const here = ours(example);
    expect(here.receivers).toEqual(there.receivers);
    expect(new Set(here.muted)).toEqual(new Set(there.muted));
    expect(here.together).toEqual(there.together);
  },
);

// Not agreements about nothing: between them the examples tell several, mute some and not all, and put some together.
it('[ALR42] has an example for every outcome', () => {
  const outcomes = alertmanagerExamples.map((example) => ({ ...ours(example), count: example.alerts.length }));
  expect(outcomes.some(({ receivers }) => [...receivers.values()].some((names) => names.length > 1))).toBe(true);
  expect(outcomes.filter(({ muted, count }) => muted.length > 2 && muted.length < count - 2).length).toBeGreaterThan(2);
  expect(outcomes.filter(({ together }) => together.some((group) => group.split('\n').length > 1)).length).toBeGreaterThan(2);
});

it('[ALR42] would notice a configuration that differs (control)', () => {
  const [teams] = alertmanagerExamples;
  const { inhibit_rules: _, ...config } = teams?.config ?? { route: {}, receivers: [] };
  expect(ours({ name: '', alerts: teams?.alerts ?? [], config }).muted).toEqual([]);
});
