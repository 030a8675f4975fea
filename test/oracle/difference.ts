import { EngineTrace } from './engine-trace.ts';
import { NaiveTrace } from './naive-trace.ts';
import { randomScenario } from './random-scenario.ts';
import type { Scenario } from './scenario.ts';
import type { Wrong } from './wrong.ts';

const around = 6;

/** What the engine told of the history of a seed, and where the oracle tells it otherwise, to be read; undefined when nowhere. */
export function difference(seed: number, wrong?: Wrong): { lines: string[]; found: string | undefined } {
  const scenario = randomScenario(seed);
  return differenceIn(scenario, wrong);
}

/** The same of a history written by hand. */
export function differenceIn(scenario: Scenario, wrong?: Wrong): { lines: string[]; found: string | undefined } {
  const told = EngineTrace.of(scenario);
  const expected = NaiveTrace.of(scenario, wrong);
  const at = Array.from({ length: Math.max(told.length, expected.length) }).findIndex((_, i) => told[i] !== expected[i]);
  return { lines: told, found: at === -1 ? undefined : report(scenario, told, expected, at) };
}

function report(scenario: Scenario, told: readonly string[], expected: readonly string[], at: number): string {
  const { seed, from, until, definitions, happenings, away, noWay, stalls } = scenario;
  const shown = (lines: readonly string[]) => lines.slice(Math.max(0, at - around), at + around).join('\n  ');
  const seconds = (key: string, value: unknown) =>
    typeof value === 'number' && value > 1e12 ? `${(value - from) / 1000} s` : key === 'name' ? undefined : value;
  const text = (value: unknown) => JSON.stringify(value, seconds);
  return [
    `Seed ${seed}: engine and oracle differ at line ${at}. ORACLE_SEED=${seed} shows it again.`,
    ...definitions.map(({ what, definition }) => `${what} ${text(definition)}`),
    `from ${new Date(from).toISOString()} until ${(until - from) / 1000} s, away ${text(away)}, no way ${text(noWay)}, stalls ${text(stalls)}`,
    ...happenings.map((each) => text(each)),
    `engine:\n  ${shown(told)}`,
    `oracle:\n  ${shown(expected)}`,
    `engine: ${told[at] ?? 'nothing more'}`,
    `oracle: ${expected[at] ?? 'nothing more'}`,
  ].join('\n');
}
