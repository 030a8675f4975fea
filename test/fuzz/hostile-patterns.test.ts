import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { applyMapping } from '../../shared/alert/apply-mapping.ts';
import { Mapping } from '../../shared/alert/mapping.ts';
import { Condition } from '../../shared/condition/condition.ts';
import { holds } from '../../shared/condition/evaluate.ts';
import { patternProblem } from '../../shared/condition/pattern.ts';
import { keyOfText } from '../../shared/routing/route.ts';
import { findZone, type Zone } from '../../shared/time/zone.ts';
import { between, seededRandom } from '../harness/random.ts';

const runs = Number(process.env['PATTERN_RUNS'] ?? 1000);
const seed = Number(process.env['PATTERN_SEED'] ?? 20_261_127);

/** Patterns that cost a backtracking matcher a time that doubles with every letter, each with a text it does so on. */
const shapes: ((letter: string, more: number) => [pattern: string, text: string])[] = [
  (a) => [`^(${a}+)+$`, `${a.repeat(3000)}!`],
  (a) => [`(${a}|${a}${a})+$`, `${a.repeat(3000)}!`],
  (a) => [`^(${a}|${a}?)+$`, `${a.repeat(3000)}!`],
  (a, more) => [`^(${a}*)*${'(x|y)?'.repeat(more)}z`, a.repeat(3000)],
  (a) => [`^(.*${a}){8}$`, a.repeat(3000)],
  (a, more) => [`(${a}?){${more}}${a}{${more}}`, a.repeat(more)],
  (a) => [`^(([a-z])+.)+[A-Z]([a-z])+$`, a.repeat(3000)],
  (a) => [`^(\\w+\\s?)*$`, `${`${a.repeat(20)} `.repeat(140)}!`],
  (a) => [`(${a}+${a}+)+y`, a.repeat(3000)],
  (a, more) => [`((${a}{1,${more}}){1,${more}}){1,${more}}`, a.repeat(3000)],
];

const moment = { now: 0, zone: findZone('UTC') as Zone, isHoliday: () => false };

it(`[ALR24] [CND3] answers ${runs} hostile patterns in a mapping and in a condition, or refuses them with words (S3)`, () => {
  const random = seededRandom(seed);
  let longestMs = 0;
  let longestCpuMs = 0;
  let refused = 0;
  for (let run = 0; run < runs; run += 1) {
    const letter = String.fromCharCode(between(random, 97, 119));
    const [pattern, text] = shapes[run % shapes.length]?.(letter, between(random, 2, 40)) ?? ['', ''];
    const mapping = Mapping.safeParse({ class: { from: 'title', find: pattern } });
    const condition = Condition.safeParse({ field: 'title', matches: pattern });
    expect([mapping.success, condition.success]).toEqual([patternProblem(pattern) === undefined, patternProblem(pattern) === undefined]);
    if (!mapping.success || !condition.success) {
      expect(mapping.error?.issues[0]?.message).toMatch(/too much work|not one RE2 reads/);
      refused += 1;
      continue;
    }
    const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
    expect(applyMapping(mapping.data, { title: text }, 0, keyOfText)).toHaveProperty('alerts');
    holds(condition.data, { title: text }, moment);
    longestMs = Math.max(longestMs, performance.now() - startedAt);
    longestCpuMs = Math.max(longestCpuMs, process.cpuUsage(cpu).user / 1000);
  }
  process.stdout.write(
    `S3: ${runs} hostile patterns, ${refused} refused, the longest pair of answers took ${longestMs.toFixed(1)} ms, ${longestCpuMs.toFixed(1)} ms of the processor\n`,
  );
  expect(refused).toBeLessThan(runs / 2);
});

// The control: the matcher JavaScript has does not come to an end on the first of them, on a text a title may well be.
it('[ALR24] would never be answered by the matcher JavaScript has', () => {
  const [pattern, text] = shapes[0]?.('a', 2) ?? ['', ''];
  const ask = () => runInNewContext('new RegExp(pattern).test(text)', { pattern, text: text.slice(-2000) }, { timeout: 500 }) as boolean;
  expect(ask).toThrow(/timed out/);
});
