import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { InjectOptions } from 'fastify';
import { expect, it } from 'vitest';
import { senders } from '../../relay/ingest/senders/senders.ts';
import { eventOf } from '../harness/format-fields.ts';
import { complaintAbout, fuzzAddress } from '../harness/fuzzed-address.ts';
import { fc } from '../harness/properties.ts';
import { intakeSurface, monitoringKey } from '../harness/intake-surface.ts';
import { hostileValue, mutated } from '../harness/mutated.ts';
import { between, seededRandom } from '../harness/random.ts';
import { sentBody } from '../harness/senders.ts';

const runs = Number(process.env['INTAKE_FUZZ_RUNS'] ?? 5000);
const most = Number(process.env['INTAKE_FUZZ_ALERTS'] ?? 1000);
const seed = Number(process.env['INTAKE_FUZZ_SEED'] ?? 20_261_127);

const events = ['workflow_run', 'check_suite', 'deployment', 'deployment_status', 'release', 'push', 'ping'];
const resources = ['event_alert', 'metric_alert', 'issue'];
const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];

/** The real bodies of a sender; those of Icinga and Centreon are Nagios’s as well. */
function bodiesOf(name: string): unknown[] {
  const folders = name === 'centreon' || name === 'icinga' ? ['nagios', 'icinga'] : [name];
  return folders.flatMap((folder) =>
    readdirSync(join(import.meta.dirname, '../fixtures', folder)).map((file) => sentBody(`${folder}/${file.replace('.json', '')}`)),
  );
}

/** Random JSON of every kind, made once: making it takes longer than reading it. */
const anyJson = fc.sample(fc.jsonValue({ maxDepth: 4 }), { numRuns: 500, seed });

const endpoints = [
  ...Object.entries(senders).map(([name, { path = '' }]) => ({ name, url: `/ingest/${name}${path}` })),
  { name: 'pagerduty', url: '/v2/enqueue' },
];

function textOf(body: unknown, type: string, random: () => number): string {
  if (type === types[2] && typeof body === 'object' && body !== null && random() < 0.5) {
    return new URLSearchParams(
      Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    ).toString();
  }
  const text = JSON.stringify(body) ?? '';
  // Now and then a byte is wrong on the way.
  const at = between(random, 0, text.length);
  return random() < 0.05 ? `${text.slice(0, at)}${String.fromCharCode(between(random, 1, 255))}${text.slice(at + 1)}` : text;
}

it.each(endpoints)(`[ALR23] answers ${runs} mutated and random bodies at $url, none with 5xx (S2)`, async ({ name, url }) => {
  const { server, ledger } = await intakeSurface();
  const random = seededRandom(seed);
  const real = bodiesOf(name).map((body) => (name === 'pagerduty' ? { ...(body as object), routing_key: monitoringKey } : body));
  const request = (run: number): InjectOptions => {
    const isRandom = random() < 0.15;
    const body = isRandom
      ? anyJson[between(random, 0, anyJson.length - 1)]
      : random() < 0.02
        ? hostileValue(random)
        : mutated(real[run % real.length], random);
    const type = types[between(random, 0, 2)] ?? '';
    const headers = {
      'content-type': type,
      authorization: `Bearer ${monitoringKey}`,
      ...(random() < 0.95 ? { 'x-github-event': events[between(random, 0, events.length - 1)] } : {}),
      ...(random() < 0.5 ? { 'sentry-hook-resource': resources[between(random, 0, 2)] } : {}),
    };
    return { method: 'POST', url, headers, payload: textOf(body, type, random) };
  };
  const counts = await fuzzAddress({ server, ledger }, { name: url, runs, request });
  expect(counts.get(202) ?? 0).toBeGreaterThan(runs / 20);
});

it('[ALR23] takes the largest bodies, and prints how long each takes', async () => {
  const [alert] = sentBody('prometheus/firing-and-resolved') as unknown as { labels: object }[];
  const many = Array.from({ length: most }, (_, i) => ({ ...alert, labels: { ...alert?.labels, instance: `api-${i}` } }));
  const bodies: [string, unknown][] = [
    ['prometheus/api/v2/alerts', many],
    ['alertmanager', { version: '4', alerts: many.map((each) => ({ ...each, status: 'firing' })) }],
    ['generic', many.map(({ labels }, i) => ({ title: `Alert ${i}`, labels }))],
  ];
  for (const [name, body] of bodies) {
    const { send } = await intakeSurface();
    const payload = JSON.stringify(body);
    const startedAt = performance.now();
    const answer = await send(name, payload);
    expect(answer.status).toBe(202);
    process.stdout.write(
      `S2 /ingest/${name}: ${most} alerts (${(payload.length / 1e6).toFixed(1)} MB) took ${(performance.now() - startedAt).toFixed(0)} ms\n`,
    );
  }
});

// The control: the check sees a 5xx, here of a disk that refuses, and an alert no schema allows.
it('[ALR23] would notice an answer that is none', async () => {
  const { server, store } = await intakeSurface();
  store.failure = 'ENOSPC';
  const headers = { authorization: `Bearer ${monitoringKey}` };
  expect(complaintAbout(await server.inject({ method: 'POST', url: '/ingest/generic', payload: { title: 'x' }, headers }))).toMatch(
    /^503: /,
  );
  expect(complaintAbout({ statusCode: 202, body: JSON.stringify({ why: JSON.stringify([{ code: 'too_big' }]) }) })).toMatch(
    /^the log refused/,
  );
});

const mark = 'kept, though nobody knows it';

/** A body with a field nobody knows in it, and in each alert where it is a list of them. */
function marked(body: unknown): unknown {
  const put = (value: unknown) => ({ ...(value as object), unheard_of: mark });
  return Array.isArray(body) ? body.map(put) : put(body);
}

const isLost = (made: object) => !JSON.stringify(made).includes(mark);

it('[ALR23] [ALR14] keeps a field nobody knows, whatever the sender', () => {
  let kept = 0;
  for (const [name, { parse }] of Object.entries(senders)) {
    for (const body of bodiesOf(name)) {
      const made = parse({ body: marked(body), headers: { 'x-github-event': eventOf(body as object) }, query: {}, now: 0 });
      const all = 'errors' in made ? [] : [...made.alerts, ...made.changes];
      expect(all.filter(isLost), `${name}: ${JSON.stringify(body).slice(0, 200)}`).toEqual([]);
      kept += all.length;
      // The control: without its details each of them would have lost it.
      expect(all.map((each) => ({ ...each, details: {} })).filter(isLost)).toHaveLength(all.length);
    }
  }
  expect(kept).toBeGreaterThan(40);
});
