import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { KeyLimit } from '../../relay/access/key-limit.ts';
import { readMail, UnreadableMail } from '../../relay/ingest/read-mail.ts';
import { parseMail } from '../../relay/ingest/mail.ts';
import { fc } from '../harness/properties.ts';
import { relaySurface } from '../harness/relay-surface.ts';

const fixture = (name: string) => JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')) as object;
const actions = ['close', 'acknowledge', 'unacknowledge', 'notes', 'snooze', 'assign', 'responders', 'teams', 'escalate', 'priority'];

/** A body with some of its fields replaced by anything JSON can say. */
const mutated = (body: object) =>
  fc
    .dictionary(fc.constantFrom(...Object.keys(body), 'unknown'), fc.jsonValue({ maxDepth: 3 }))
    .map((changes): object => ({ ...body, ...changes }));

it('[ALR23] answers no body at Opsgenie’s addresses, change events or heartbeats with a 5xx, and goes on', async () => {
  const { server, keyOf } = await relaySurface({ keyLimit: new KeyLimit(10_000_000, () => 0) });
  onTestFinished(async () => server.close());
  const key = keyOf('monitoring');
  const create = mutated(fixture('opsgenie/create-everything')).map((body) => ({ url: '/v2/alerts', body }));
  const act = fc.record({
    url: fc
      .constantFrom(...actions, 'message', 'description', 'tags', 'details')
      .map((action) => `/opsgenie/v2/alerts/payments-queue-depth/${action}?identifierType=alias`),
    body: fc.oneof(
      mutated({ note: 'x', owner: {}, responder: {}, team: {}, endTime: '', escalation: {}, tags: [], details: {} }),
      fc.jsonValue(),
    ),
  });
  const change = mutated({ ...fixture('pagerduty/change'), routing_key: key }).map((body) => ({ url: '/v2/change/enqueue', body }));
  const beat = fc.jsonValue().map((body) => ({ url: `/ingest/heartbeat/backup?key=${key}`, body }));
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(fc.oneof(create, act, change, beat), async ({ url, body }) => {
      const headers = { authorization: `GenieKey ${key}`, 'content-type': 'application/json' };
      const { statusCode, body: said } = await server.inject({ method: 'POST', url, headers, payload: JSON.stringify(body) });
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
      expect([statusCode < 500, said.length > 10], said).toEqual([true, true]);
    }),
    { numRuns: Number(process.env['PROTOCOL_FUZZ_RUNS'] ?? 500) },
  );
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([202, 400, 404, 422]));
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
