import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { DesktopProcess, pairFolder } from '../harness/desktop-process.ts';
import { percentile } from '../harness/percentile.ts';
import { between, seededRandom } from '../harness/random.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const kills = Number(process.env['KILL_RUNS'] ?? 40);
const seed = Number(process.env['KILL_SEED'] ?? 1);

it(`[SYN1] [RING4] loses nothing done offline in ${kills} kills of the desktop, and rings again after each (R2)`, async () => {
  const random = seededRandom(seed);
  const folder = temporaryFolder();
  const data = join(folder, 'relay');
  const desktopFolder = join(folder, 'desktop');
  let relay = await RelayProcess.start(data);
  onTestFinished(() => void relay.kill());
  const { port } = relay;
  await pairFolder(desktopFolder, relay, 'ana');
  await relay.enqueue({
    event_action: 'trigger',
    dedup_key: 'disk',
    payload: { summary: 'Disk full', source: 'db1', severity: 'critical' },
  });

  const first = new DesktopProcess(desktopFolder);
  onTestFinished(() => first.kill());
  const { incident } = await first.until(({ said }) => said === 'page');
  await relay.kill();
  await first.kill();

  const done = new Set<string>();
  const rangAfterMs: number[] = [];
  for (let round = 0; round < kills; round += 1) {
    const startedAt = performance.now();
    const desktop = new DesktopProcess(desktopFolder);
    onTestFinished(() => desktop.kill());
    await desktop.until(({ said }) => said === 'page');
    rangAfterMs.push(performance.now() - startedAt);
    const notes = between(random, 1, 30);
    for (let i = 0; i < notes; i += 1) {
      desktop.tell(`annotate ${String(incident)} note ${round}-${i}`);
    }
    const killAfter = between(random, 0, notes - 1);
    await desktop.until(({ said, text }) => said === 'done' && text === `note ${round}-${killAfter}`);
    await desktop.kill();
    desktop.said.filter(({ said }) => said === 'done').forEach(({ id }) => done.add(String(id)));
  }

  relay = await RelayProcess.start(data, ['--sample'], port);
  const last = new DesktopProcess(desktopFolder);
  onTestFinished(() => last.kill());
  last.tell(`acknowledge ${String(incident)}`);
  const acknowledged = await last.until(({ said, command }) => said === 'done' && command === 'acknowledge');
  done.add(String(acknowledged['id']));
  await last.until(({ said, pending }) => said === 'head' && pending === 0, last.said.indexOf(acknowledged));

  const { body } = await relay.api(`/v1/incidents/${String(incident)}`);
  const { body: log } = await relay.api('/v1/events?limit=1000');
  let entries = (log as { entries: StoredEvent[] }).entries;
  for (let after = entries.length; ; after = entries.length) {
    const page = ((await relay.api(`/v1/events?after=${after}&limit=1000`)).body as { entries: StoredEvent[] }).entries;
    if (page.length === 0) {
      break;
    }
    entries = [...entries, ...page];
  }
  const recorded = entries.map(decodeEvent).map(({ id }) => id);
  const lost = [...done].filter((id) => !recorded.includes(id));
  const rang = `rang again ${rangAfterMs.length} times, p50 ${percentile(rangAfterMs, 50)} ms, p99 ${percentile(rangAfterMs, 99)} ms after the start`;
  process.stdout.write(`R2: ${kills} kills, ${done.size} commands done, ${lost.length} lost, ${rang}\n`);
  expect(done.size).toBeGreaterThan(kills);
  expect(lost).toEqual([]);
  expect(new Set(recorded).size).toBe(recorded.length);
  expect((body as { incident: { status: string } }).incident.status).toBe('acknowledged');
  await last.kill();
  await relay.kill('SIGTERM');
});
