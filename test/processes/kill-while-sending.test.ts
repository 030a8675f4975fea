import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { HttpSink } from '../harness/http-sink.ts';
import { between, seededRandom } from '../harness/random.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

// Two runners die forty times in two-runners.test.ts; here it is the whole relay.
const kills = Number(process.env['DELIVER_KILL_RUNS'] ?? 5);
const seed = Number(process.env['DELIVER_KILL_SEED'] ?? 1);
const people = ['ana', 'bo', 'sam', 'dana', 'lea', 'kim', 'noor', 'tom'];

// Nobody has a laptop, so a slow life goes on to the last resort (C6): that is somebody else's, or it would be a page of its own.
const workspace = JSON.stringify({
  organisation: { name: 'Shop', catchAll: { notify: ['person:spare'], repeatEvery: '1h' } },
  people: {
    ...Object.fromEntries(people.map((id) => [id, { name: id, role: 'responder', pages: [{ channel: 'chat' }] }])),
    spare: { name: 'spare', role: 'responder' },
  },
  policies: { all: { name: 'All', steps: [{ notify: people.map((id) => `person:${id}`), acknowledgeWithin: '3h' }] } },
  services: { shop: { name: 'Shop', policy: 'all' } },
  integrations: { monitoring: { name: 'Monitoring', service: 'shop' } },
});

/** What reached whom in which life of the relay: `person #number`. */
interface Arrival {
  page: string;
  life: number;
}

it(
  `[DLV12] misses nothing and sends a page again at most once for each kill, in ${kills} kills in the middle of sending (R19)`,
  async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    const random = seededRandom(seed);
    const sink = await HttpSink.start();
    onTestFinished(() => sink.stop());
    const providers = JSON.stringify({
      allow: ['127.0.0.1/32'],
      providers: { chat: { kind: 'mattermost', url: sink.url } },
      channels: { chat: ['chat'] },
      people: Object.fromEntries(people.map((id) => [id, { addresses: { chat: `@${id}` } }])),
    });
    writeFileSync(join(folder, 'shop.yaml'), workspace);
    writeFileSync(join(folder, 'providers.yaml'), providers, { mode: 0o600 });
    const args = ['--workspace', join(folder, 'shop.yaml'), '--providers', join(folder, 'providers.yaml')];

    const arrivals: Arrival[] = [];
    const wanted = new Set<string>();
    let life = 0;
    let onArrival = () => undefined as void;
    sink.answer = (response) => {
      const { channel, text } = sink.last.json as { channel: string; text: string };
      // A bundle names several.
      for (const [number] of text.matchAll(/#\d+/g)) {
        arrivals.push({ page: `${channel.slice(1)} ${number}`, life });
      }
      onArrival();
      // Some answers come while the relay lives, some after it was killed.
      setImmediate(() => void response.writeHead(200).end('{"id":"x"}'));
    };

    let relay = await RelayProcess.start(data, args);
    for (life = 1; life <= kills; life += 1) {
      onTestFinished(() => void relay.kill());
      const before = arrivals.length;
      const killAfter = between(random, 1, people.length);
      const enough = new Promise<void>((resolve) => {
        onArrival = () => {
          if (arrivals.length - before >= killAfter) {
            resolve();
          }
        };
      });
      const accepted = await relay.enqueue({
        event_action: 'trigger',
        dedup_key: `life-${life}`,
        payload: { summary: `Life ${life}`, source: 'x', severity: 'critical' },
      });
      expect(accepted.status).toBe(202);
      people.forEach((person) => wanted.add(`${person} #${life}`));
      await enough;
      await relay.kill();
      relay = await RelayProcess.start(data, args);
    }
    onTestFinished(() => void relay.kill());
    const missing = () => [...wanted].filter((page) => !arrivals.some((arrival) => arrival.page === page));
    await new Promise<void>((resolve) => {
      onArrival = () => {
        if (missing().length === 0) {
          resolve();
        }
      };
      onArrival();
    });

    const twiceInALife = arrivals.filter((a, i) => arrivals.findIndex((b) => b.page === a.page && b.life === a.life) < i);
    const duplicates = arrivals.length - wanted.size;
    process.stdout.write(`R19: ${kills} kills, ${wanted.size} pages, missed ${missing().length}, ${duplicates} sent again\n`);
    expect(missing()).toEqual([]);
    expect(twiceInALife).toEqual([]);
    // Each person has one message on its way at a time.
    expect(duplicates).toBeLessThanOrEqual(kills * people.length);
    expect(await relay.kill('SIGTERM')).toBe(0);
  },
  90_000 + kills * 25_000,
);
