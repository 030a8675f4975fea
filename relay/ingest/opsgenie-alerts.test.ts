import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { Alert } from '../../shared/alert/alert.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { keyOfAlias, parseCreateAlert } from './opsgenie-alerts.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../test/fixtures/opsgenie/${name}.json`, import.meta.url), 'utf8'));
const more = { newKey: 'made', sentFrom: '192.0.2.7' };

function parsed(body: unknown): { alert: Alert; note?: string } {
  const read = parseCreateAlert(body, more);
  if ('errors' in read) {
    throw new Error(JSON.stringify(read.errors));
  }
  return read;
}

it('[ALR25] reads every field of Opsgenie’s create request', () => {
  const { responders, visibleTo, actions, tags, details, description } = fixture('create-everything') as Record<string, object>;
  expect(parsed(fixture('create-everything'))).toEqual({
    alert: {
      action: 'trigger',
      dedupKey: 'payments-queue-depth',
      summary: 'The payment queue does not drain',
      source: 'queue-watch',
      severity: 'critical',
      known: { priority: 'P1', tags: 'OverwriteQuietHours, env:production, queue', domain: 'payments-broker', reporter: 'Queue Watch' },
      labels: { env: 'production', region: 'eu-north-1', consumers: '0', dashboard: 'https://grafana.example.org/d/queue' },
      details: { ...details, description, responders, visibleTo, actions, tags },
      links: [{ href: 'https://grafana.example.org/d/queue', text: 'dashboard' }],
      client: 'Opsgenie API',
    },
    note: 'Seen for the third time this week.',
  });
});

it('[ALR25] needs a message alone: the key is made, the source is who sent it, the priority P3', () => {
  expect(parsed(fixture('create-least'))).toEqual({
    alert: {
      action: 'trigger',
      dedupKey: 'made',
      summary: 'The backup of db2 did not end',
      source: '192.0.2.7',
      severity: 'error',
      known: { priority: 'P3' },
      client: 'Opsgenie API',
    },
  });
});

it.each([
  ['P1', 'critical'],
  ['P2', 'error'],
  ['P3', 'error'],
  ['P4', 'warning'],
  ['P5', 'info'],
])('[ALR25] takes the priority %s for the severity %s', (priority, severity) => {
  expect(parsed({ message: 'x', priority }).alert).toMatchObject({ severity, known: { priority } });
});

it('[ALR25] loses no page for a field it cannot use, and keeps what was there', () => {
  const odd = { message: 'x', priority: 'P0', tags: 'a,b', details: ['c'], alias: 7, responders: 'ana', extra: { deep: 1 } };
  expect(parsed(odd).alert).toMatchObject({
    dedupKey: 'made',
    severity: 'error',
    details: { priority: 'P0', tags: 'a,b', details: ['c'], responders: 'ana', extra: { deep: 1 } },
  });
});

it('[ALR25] names what is wrong with a body by field', () => {
  for (const body of [{}, { message: '' }, { message: '   ' }, { message: 7 }]) {
    expect(parseCreateAlert(body, more)).toEqual({ errors: { message: 'Message can not be empty.' } });
  }
  for (const body of [undefined, null, 'text', []]) {
    expect(parseCreateAlert(body, more)).toHaveProperty('errors.body');
  }
});

it('[ALR25] gives an alias longer than a key may be a key of its own, and the same one each time', () => {
  const alias = 'a'.repeat(500);
  expect(parsed({ message: 'x', alias }).alert).toMatchObject({ dedupKey: keyOfAlias(alias), details: { alias } });
  expect(keyOfAlias(alias)).not.toBe(keyOfAlias(`${alias}b`));
});

it('[ALR9] gives the log only what it can carry, whatever Opsgenie’s clients send', () => {
  const body = fc.record(
    {
      message: fc.string({ minLength: 1, unit: 'binary' }),
      alias: fc.anything(),
      tags: fc.array(fc.string({ unit: 'binary' })),
      details: fc.dictionary(fc.string({ unit: 'binary', maxLength: 150 }), fc.oneof(fc.string(), fc.double(), fc.anything())),
      priority: fc.anything(),
      source: fc.string({ maxLength: 2000 }),
    },
    { requiredKeys: ['message'] },
  );
  fc.assert(
    fc.property(body, (given) => {
      const read = parseCreateAlert(jsonOf(given), more);
      expect('errors' in read || Alert.safeParse(JSON.parse(canonicalJson(read.alert))).success).toBe(true);
    }),
  );
});

/** What arrives of a value: only JSON can. */
function jsonOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? String(each) : each)));
}

it('[ALR41] keeps whole what is longer than a field of ours: a note may have 25,000 characters', () => {
  const note = 'n'.repeat(25_000);
  const { alert, note: written } = parsed({ message: 'm'.repeat(2000), note });
  expect([written?.length, alert.details]).toEqual([10_000, { note, message: 'm'.repeat(2000) }]);
});
