import { expect, it } from 'vitest';
import type { Approximation, NotUnderstood, ZoneEntry } from './report.ts';
import { reportWords } from './report-words.ts';

const whys: NotUnderstood[] = [
  ...(
    [
      'cut-short',
      'no-start',
      'no-length',
      'ends-before-it-begins',
      'cancelled',
      'floating-time',
      'outside-horizon',
      'too-much-work',
    ] as const
  ).map((code) => ({ code })),
  { code: 'unreadable', property: 'DTSTART' },
  { code: 'unknown-person', name: '' },
  { code: 'unknown-person', name: 'Bobby' },
  { code: 'ambiguous-name', name: 'Bobby' },
  { code: 'unknown-zone', zone: 'Nowhere' },
  { code: 'no-zone-for-days', person: 'bo' },
  { code: 'repeats-too-often', rule: 'FREQ=SECONDLY' },
  { code: 'bad-rule', rule: 'FREQ=NEVER' },
];
const hows: Approximation[] = [
  ...(['within-horizon-only', 'this-and-future', 'free-text-kind'] as const).map((code) => ({ code })),
  { code: 'first-occurrences-only', count: 3 },
  { code: 'zone-renamed', zone: 'Romance Standard Time', readAs: 'Europe/Paris' },
  { code: 'zone-by-file', zone: 'Office' },
  { code: 'zone-differs', zone: 'Europe/Paris' },
  { code: 'days-in', zone: 'UTC' },
  { code: 'several-people', taken: 'bo', others: ['ana'] },
  { code: 'by-organizer', name: 'Ana' },
  { code: 'property-left-out', property: 'EXRULE' },
];
const zones: ZoneEntry[] = (['ours', 'renamed', 'file', 'nobody'] as const).map((by) => ({
  zone: 'Office',
  by,
  readAs: 'Europe/Paris',
  differs: by === 'ours',
}));

it('[CAL13] has a sentence of its own in both languages for everything a report can say', () => {
  const told = (['en', 'fr'] as const).flatMap((language) => {
    const words = reportWords[language];
    return [...whys.map(words.why), ...hows.map(words.how), ...zones.map(words.zone), ...Object.values(words.trouble)];
  });
  told.forEach((sentence) => expect(sentence).toMatch(/^.{10,}\.( .+\.)?( .+\(\.ics\)\.)?$/));
  expect(new Set(told).size).toBe(told.length);
});
