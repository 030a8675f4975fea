import { expect, it } from 'vitest';
import { senders } from '../../relay/ingest/senders/senders.ts';
import { longestStall } from '../harness/held-up.ts';
import { intakeSurface, monitoringKey } from '../harness/intake-surface.ts';
import { sentBody } from '../harness/senders.ts';

const most = Number(process.env['INTAKE_FUZZ_ALERTS'] ?? 1000);
const [alert] = sentBody('prometheus/firing-and-resolved') as unknown as { labels: object }[];

/** So many alerts of a kilobyte and a half. */
const alerts = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    ...alert,
    status: 'firing',
    labels: { ...alert?.labels, instance: `api-${i}`, text: 'x'.repeat(400) },
    annotations: { description: 'y'.repeat(700) },
    title: `Alert ${i}`,
  }));
/** So many bytes of what takes longest to parse. */
const tiny = (bytes: number) => Array.from({ length: Math.floor(bytes / 50) }, (_, i) => ({ a: `b${i}`, c: { d: 'e', f: [i] } }));

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`name ${i}`, `${i}`]));

const around = { version: '4', title: 'x', object_kind: 'push', repository: { full_name: 'a/b' }, ref: 'refs/heads/x' };

/** The largest body of each kind an address takes: what it is for, and what somebody means ill by. */
function bodiesFor(name: string, bytes: number): [kind: string, body: unknown][] {
  const room = Math.min(bytes, 16_000_000) - 4096;
  const isList = name === 'prometheus' || name === 'generic';
  const [one] = alerts(1);
  const withIt = (more: object) => (name === 'prometheus' ? [{ ...one, ...more }] : { ...around, alerts: [{ ...one, ...more }], ...more });
  return [
    ['many alerts', isList ? alerts(most) : { ...around, alerts: alerts(most) }],
    ['many small things beside an alert', name === 'prometheus' ? tiny(room) : { ...around, alerts: [one], others: tiny(room) }],
    ['a long list in an alert', withIt({ others: tiny(Math.min(room, 1_700_000) / 2) })],
    ['a long text in an alert', withIt({ text: 'x'.repeat(Math.min(room, 1_900_000) / 2) })],
    ['many names', withIt(many(9_000))],
    ['many labels', withIt({ labels: many(9_000) })],
    ['more names than are taken', withIt(many(30_000))],
  ];
}

const large = Object.entries(senders).filter(([, { maxBytes }]) => maxBytes !== undefined);

it.each(large)(
  '[ALR39] takes the largest bodies of %s a piece at a time, and prints how long anybody else waits (S2)',
  async (name, sender) => {
    const { path = '', maxBytes = 0 } = sender;
    for (const [kind, body] of bodiesFor(name, maxBytes)) {
      const { server, ledger } = await intakeSurface();
      const payload = Buffer.from(JSON.stringify(body));
      const headers = {
        authorization: `Bearer ${monitoringKey}`,
        'x-github-event': 'push',
        'sentry-hook-resource': 'issue',
        'content-type': 'application/json',
      };
      let status = 0;
      const { wallMs, ownMs } = await longestStall(async () => {
        status = (await server.inject({ method: 'POST', url: `/ingest/${name}${path}`, headers, payload })).statusCode;
        await ledger.settled();
      });
      expect([202, 400, 413]).toContain(status);
      const size = (payload.length / 1e6).toFixed(1);
      process.stdout.write(
        `S2 /ingest/${name}: ${kind}, ${size} MB, ${status}; the longest turn took ${ownMs.toFixed(0)} ms of work, ${wallMs.toFixed(0)} ms by the clock\n`,
      );
    }
  },
);
