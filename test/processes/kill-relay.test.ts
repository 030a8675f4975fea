import { expect, it, onTestFinished } from 'vitest';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { percentile } from '../harness/percentile.ts';
import { between, seededRandom } from '../harness/random.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const kills = Number(process.env['KILL_RUNS'] ?? 40);
const seed = Number(process.env['KILL_SEED'] ?? 1);
const senders = 8;

/** Sends events until the relay dies under them; every one answered 202 goes into `accepted`. */
async function sendUntilDead(relay: RelayProcess, name: string, accepted: Set<string>, onAccepted: () => void): Promise<void> {
  for (let i = 0; ; i += 1) {
    const key = `${name}-${i}`;
    const payload = { summary: `Alert ${key}`, source: 'load', severity: 'warning' };
    try {
      const { status } = await relay.enqueue({ event_action: 'trigger', dedup_key: key, payload });
      if (status === 202) {
        accepted.add(key);
        onAccepted();
      }
    } catch {
      return;
    }
  }
}

async function readLog(relay: RelayProcess): Promise<StoredEvent[]> {
  const entries: StoredEvent[] = [];
  for (;;) {
    const { body } = await relay.api(`/v1/events?after=${entries.length}&limit=1000`);
    const page = (body as { entries: StoredEvent[] }).entries;
    entries.push(...page);
    if (page.length === 0) {
      return entries;
    }
  }
}

it(`[LOG5] loses no accepted alert and leaves no hole in ${kills} kills of the relay at random points (R1)`, async () => {
  const data = temporaryFolder();
  const random = seededRandom(seed);
  const accepted = new Set<string>();
  const startsMs: number[] = [];
  for (let round = 0; round < kills; round += 1) {
    const relay = await RelayProcess.start(data);
    onTestFinished(() => void relay.kill());
    startsMs.push(relay.startedInMs);
    const killAfter = between(random, 1, 120);
    let count = 0;
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const onAccepted = () => {
      count += 1;
      if (count === killAfter) {
        resolve();
      }
    };
    const sending = Array.from({ length: senders }, (_, i) => sendUntilDead(relay, `${round}-${i}`, accepted, onAccepted));
    await enough;
    await relay.kill();
    await Promise.all(sending);
  }

  const relay = await RelayProcess.start(data);
  const entries = await readLog(relay);
  expect(await relay.kill('SIGTERM')).toBe(0);
  const { broken, head } = verifyChain(genesis, entries);
  const kept = new Set(
    entries
      .map(decodeEvent)
      .filter(({ type }) => type === 'incident.triggered')
      .map(({ body }) => (body['alert'] as { dedupKey: string }).dedupKey),
  );
  const lost = [...accepted].filter((key) => !kept.has(key));
  const restarts = `restart p50 ${percentile(startsMs, 50)} ms, p99 ${percentile(startsMs, 99)} ms`;
  process.stdout.write(`R1: ${kills} kills, ${accepted.size} accepted, ${lost.length} lost, log of ${head.seq}, ${restarts}\n`);
  expect(accepted.size).toBeGreaterThan(kills);
  expect(lost).toEqual([]);
  expect(broken).toBeUndefined();
});
