import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { decodeEvent, type Event, type StoredEvent } from '../../shared/log/envelope.ts';
import { percentile } from '../harness/percentile.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { shop } from '../harness/shop.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const minutes = Number(process.env['STORM_MINUTES'] ?? 1);
/** The storm itself, and what a busy machine needs to read the log back. */
const patienceMs = (minutes + 9) * 60_000;
const aMinute = 10_000;
const services = 10;
const most = 20;
/** So often what is due by then is sent. */
const pulseMs = 20;

/** A shop of ten services that all page Ana, a storm being more than twenty incidents of one in a minute. */
function stormyShop(): string {
  const names = Array.from({ length: services }, (_, i) => `s${i}`);
  return shop(
    { steps: [{ notify: ['person:ana'], acknowledgeWithin: '1h' }] },
    {
      organisation: { noise: { storm: { most, within: '1h' } } },
      services: Object.fromEntries(names.map((name) => [name, { name: name.toUpperCase(), policy: 'payments' }])),
      integrations: Object.fromEntries(names.map((name) => [name, { name, service: name }])),
    },
  );
}

/** Sends each alert at its own moment of the storm; resolves when all were answered. How fast a relay could go, `npm run bench storm` says. */
async function atTheirTime(count: number, send: (i: number) => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  const sent: Promise<void>[] = [];
  const over = Promise.withResolvers<void>();
  const pulse = setInterval(() => {
    const due = Math.min(count, Math.ceil(((performance.now() - startedAt) / 60_000) * aMinute));
    while (sent.length < due) {
      sent.push(send(sent.length));
    }
    if (sent.length === count) {
      clearInterval(pulse);
      over.resolve();
    }
  }, pulseMs);
  await over.promise;
  await Promise.all(sent);
}

async function readLog(relay: RelayProcess): Promise<Event[]> {
  const events: Event[] = [];
  for (;;) {
    const { body } = await relay.api(`/v1/events?after=${events.length}&limit=1000`);
    const { entries } = body as { entries: StoredEvent[] };
    if (entries.length === 0) {
      return events;
    }
    events.push(...entries.map(decodeEvent));
  }
}

it(
  `[NSE24] takes ${aMinute} alerts a minute and loses none, pages at once and so many, and the rest is counted (R9)`,
  { timeout: patienceMs },
  async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'shop.yaml');
    writeFileSync(file, stormyShop());
    const relay = await RelayProcess.start(join(folder, 'relay'), ['--workspace', file, '--alerts-per-minute', '1000000']);
    onTestFinished(() => void relay.kill());
    const accepted = new Set<string>();
    const answeredMs: number[] = [];
    const startedAt = performance.now();
    await atTheirTime(aMinute * minutes, async (i) => {
      const key = `alert ${i}`;
      const sentAt = performance.now();
      const payload = { summary: `Disk full on db${i}`, source: `db${i}`, severity: i % 3 === 0 ? 'critical' : 'error' };
      const { status } = await relay.enqueue({ event_action: 'trigger', dedup_key: key, payload }, `s${i % services}`);
      answeredMs.push(performance.now() - sentAt);
      if (status === 202) {
        accepted.add(key);
      }
    });
    const tookMs = performance.now() - startedAt;

    const events = await readLog(relay);
    const opened = events.filter(({ type }) => type === 'incident.triggered');
    const kept = new Set(opened.map(({ body }) => (body['alert'] as { dedupKey: string } | undefined)?.dedupKey));
    const lost = [...accepted].filter((key) => !kept.has(key));
    const summaries = opened.filter(({ body }) => body['storm'] !== undefined);
    const openedAt = new Map(opened.map(({ entity, recordedAt }) => [entity.id, recordedAt]));
    const pages = events.filter(({ type, body }) => type === 'step.fired' && body['outcome'] === 'paged');
    const firstPages = new Map(pages.toReversed().map(({ entity, recordedAt }) => [entity.id, recordedAt]));
    const pagedAfterMs = [...firstPages].map(([id, at]) => at - (openedAt.get(id) ?? Number.NaN));
    const heard = new Map<string, number>();
    // What nobody answers for minutes pages again by its policy; the storm's cap is on what begins to.
    const begun = pages.filter(({ body }) => body['reason'] === 'triggered');
    for (const person of begun.flatMap(({ body }) => body['targets'] as string[])) {
      heard.set(person, (heard.get(person) ?? 0) + 1);
    }
    const { body: list } = await relay.api('/v1/incidents?status=triggered');
    const counted = (list as { incidents: { standsFor?: number }[] }).incidents.reduce((sum, { standsFor = 0 }) => sum + standsFor, 0);
    const perMinute = Math.round((accepted.size / tookMs) * 60_000);
    process.stdout.write(
      `R9: ${accepted.size} accepted at ${perMinute} a minute, ${lost.length} lost, answer p99 ${percentile(answeredMs, 99)} ms, ` +
        `first page p50 ${percentile(pagedAfterMs, 50)} ms, p99 ${percentile(pagedAfterMs, 99)} ms, ${firstPages.size} incidents paged, at most ${Math.max(...heard.values())} a person, ` +
        `${counted} counted under ${summaries.length} summaries\n`,
    );
    expect(await relay.kill('SIGTERM')).toBe(0);
    expect(accepted.size).toBe(aMinute * minutes);
    expect(lost).toEqual([]);
    expect(summaries).toHaveLength(services);
    expect(firstPages.size).toBe(services * (most + 1));
    // A summary that turns out to be worse than it began rings once more.
    expect(Math.max(...heard.values())).toBeLessThanOrEqual(services * (most + 2));
    expect(counted).toBe(aMinute * minutes - services * most);
  },
);
