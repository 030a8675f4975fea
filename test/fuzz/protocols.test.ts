import { readFileSync } from 'node:fs';
import type { InjectOptions } from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { KeyLimit } from '../../relay/access/key-limit.ts';
import { readMail, UnreadableMail } from '../../relay/ingest/read-mail.ts';
import { parseMail } from '../../relay/ingest/mail.ts';
import { fc } from '../harness/properties.ts';
import { fuzzAddress } from '../harness/fuzzed-address.ts';
import { hostileValue, mutated } from '../harness/mutated.ts';
import { seededRandom } from '../harness/random.ts';
import { relaySurface } from '../harness/relay-surface.ts';

const fixture = (name: string) => JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')) as object;
const actions =
  'close acknowledge unacknowledge notes snooze assign responders teams escalate priority message description tags details'.split(' ');

const runs = Number(process.env['INTAKE_FUZZ_RUNS'] ?? 5000);
const seed = Number(process.env['INTAKE_FUZZ_SEED'] ?? 20_261_127);
const deed = {
  note: 'x',
  owner: { id: 'ana' },
  responder: {},
  team: {},
  endTime: '2026-11-24T02:00:00Z',
  escalation: {},
  tags: ['a'],
  details: { a: 'b' },
};

/** The addresses that have no place in the table of senders: where they are, and a body each takes. */
const addresses: readonly [name: string, url: (run: number, key: string) => string, body: object][] = [
  ['Opsgenie’s alerts', () => '/v2/alerts', fixture('opsgenie/create-everything')],
  [
    'Opsgenie’s actions',
    (run) => `/opsgenie/v2/alerts/payments-queue-depth/${actions[run % actions.length] ?? ''}?identifierType=alias`,
    { ...deed, message: 'm', description: 'd', priority: 'P1' },
  ],
  ['PagerDuty’s change events', () => '/v2/change/enqueue', fixture('pagerduty/change')],
  ['heartbeats', (_run, key) => `/ingest/heartbeat/backup?key=${key}`, { status: 'ok', message: 'done' }],
];

it.each(addresses)(`[ALR23] answers ${runs} mutated bodies at %s, none with 5xx (S2)`, async (name, url, body) => {
  const { server, keyOf, ledger } = await relaySurface({ keyLimit: new KeyLimit(10_000_000, () => 0) });
  onTestFinished(async () => server.close());
  const key = keyOf('monitoring');
  const headers = { authorization: `GenieKey ${key}`, 'content-type': 'application/json' };
  await server.inject({ method: 'POST', url: '/v2/alerts', headers, payload: fixture('opsgenie/create-everything') });
  const heart = { id: 'backup', name: 'Backup', service: 'checkout', everyMs: 60_000, graceMs: 0, severity: 'error' };
  ledger.write({ type: 'heartbeat.defined', entity: { kind: 'heartbeat', id: 'backup' }, body: { definition: heart } }, { kind: 'admin' });
  const random = seededRandom(seed);
  const request = (run: number): InjectOptions => {
    const changed = random() < 0.03 ? hostileValue(random) : mutated({ ...body, routing_key: key }, random);
    return { method: 'POST', url: url(run, key), headers, payload: JSON.stringify(changed) ?? '' };
  };
  const counts = await fuzzAddress({ server, ledger }, { name, runs, request });
  expect(counts.size).toBeGreaterThan(1);
});

it('[ALR23] reads any bytes as a mail, or says that they cannot be read', async () => {
  const part = fc.constantFrom(
    'Subject: =?utf-8?B?4pyT?=',
    'Content-Type: multipart/mixed; boundary=b',
    '--b',
    '--b--',
    'Content-Type: text/html',
    '<p>x',
    'From: <',
    'To: a@b',
    'References: <1> <2>',
    'Content-Transfer-Encoding: base64',
    '',
    'Date: never',
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }).map((array) => Buffer.from(array)),
    fc.array(fc.oneof(part, fc.string({ unit: 'binary' })), { maxLength: 30 }).map((lines) => Buffer.from(lines.join('\r\n'))),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (raw) => {
      const read = await readMail(raw).catch((error: unknown) => error);
      expect(read instanceof UnreadableMail || 'mail' in (read as object)).toBe(true);
      if (!(read instanceof Error)) {
        parseMail((read as Awaited<ReturnType<typeof readMail>>).mail, () => undefined);
      }
    }),
    { numRuns: Number(process.env['PROTOCOL_FUZZ_RUNS'] ?? 500) },
  );
});
