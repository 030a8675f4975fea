import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { canonicalJson } from '../log/canonical.ts';
import { Known, type Alert } from './alert.ts';
import { knownOfAlert } from './known.ts';

const alert = (more: Partial<Alert> = {}): Alert => ({
  action: 'trigger',
  dedupKey: 'disk',
  summary: 'Disk full',
  source: 'db1',
  severity: 'error',
  ...more,
});

it('[ESC18] knows of an alert where it comes from, what it says and its plain details by name', () => {
  const details = { rack: 'b4', load: 0.9, vip: true, list: [1], nested: { a: 1 }, nothing: null };
  expect(knownOfAlert(alert({ component: 'postgres', class: 'capacity', details }))).toEqual({
    source: 'db1',
    text: 'Disk full',
    component: 'postgres',
    class: 'capacity',
    'label.rack': 'b4',
    'label.load': 0.9,
    'label.vip': true,
  });
});

it('[ALR12] knows what the format has a place for by its field, and every label by its name before a detail of that name', () => {
  const labels = { rack: 'b5', team: 'db' };
  expect(knownOfAlert(alert({ known: { region: 'eu', vip: true }, labels, details: { rack: 'b4', load: 1 } }))).toEqual({
    source: 'db1',
    text: 'Disk full',
    region: 'eu',
    vip: true,
    'label.rack': 'b5',
    'label.team': 'db',
    'label.load': 1,
  });
});

it('[ALR9] shortens what is long and leaves out what is too much', () => {
  const many = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`k${i}`, i]));
  expect(Object.keys(knownOfAlert(alert({ details: many })))).toHaveLength(52);
  const long = knownOfAlert(alert({ details: { ['n'.repeat(300)]: 'v'.repeat(900), bad: Number.NaN } }));
  expect(long).toEqual({ source: 'db1', text: 'Disk full', [`label.${'n'.repeat(100)}`]: 'v'.repeat(500) });
});

it('[ALR9] is always something the log can carry', () => {
  const details = fc.dictionary(fc.string({ maxLength: 200 }), fc.anything(), { maxKeys: 60 });
  fc.assert(
    fc.property(details, fc.string({ maxLength: 1024 }), (given, summary) => {
      expect(Known.safeParse(knownOfAlert(alert({ details: given, summary }))).success).toBe(true);
    }),
  );
});

it('[ESC18] cuts long details and names between two characters, so that what is known can always be written', () => {
  const ending = (length: number) => `${'a'.repeat(length)}😀😀`;
  const known = knownOfAlert(alert({ details: { long: ending(499), [ending(99)]: 'b', even: ending(498) } }));
  expect(known).toMatchObject({ 'label.long': 'a'.repeat(499), [`label.${'a'.repeat(99)}`]: 'b', 'label.even': `${'a'.repeat(498)}😀` });
  const text = fc.string({ unit: 'grapheme', minLength: 40, maxLength: 600, size: 'max' });
  fc.assert(
    fc.property(fc.dictionary(text, text, { maxKeys: 5 }), (details) => {
      expect(() => canonicalJson(knownOfAlert(alert({ details })))).not.toThrow();
    }),
    { numRuns: 100 },
  );
});
