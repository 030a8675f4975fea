import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { SqliteReplicaStore } from '../../main/store/sqlite-replica-store.ts';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { DesktopProcess, pairFolder } from '../harness/desktop-process.ts';
import { contentOfFolder, Disk } from '../harness/power-cut/disk.ts';
import { atStart, type LogAtStart } from '../harness/power-cut/log-at-start.ts';
import { canTrace, readTrace, straceInto } from '../harness/power-cut/strace.ts';
import { seededRandom } from '../harness/random.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const runs = Number(process.env['CUT_RUNS'] ?? 100);
const seed = Number(process.env['CUT_SEED'] ?? 1);
const controlRuns = 12;
const withoutSync = pathToFileURL(join(import.meta.dirname, '../harness/power-cut/without-sync.ts')).href;

if (!canTrace) {
  process.stdout.write('R3: not run, because strace is not installed here; npm test installs it on Debian when root runs it.\n');
}

/** What a process did to its folder, and what it promised meanwhile. */
interface Life {
  folder: string;
  before: ReadonlyMap<string, Buffer>;
  trace: string;
  /** What it had promised before. */
  promised: readonly string[];
  /** What a text it wrote promises. */
  promises(text: string): readonly string[];
}

interface Left {
  kept: ReadonlySet<string>;
  /** What is wrong with it, in words. */
  wrong: readonly string[];
}

/** Cuts the power at random points of a life and looks at what is left each time. */
async function cutAtRandom(life: Life, cuts: number, look: (folder: string, cut: number) => Left | Promise<Left>) {
  const random = seededRandom(seed);
  const steps = readTrace(life.trace);
  const telling = steps.flatMap((step, i) => (step.kind !== 'open' || step.path.startsWith(life.folder) ? [i + 1] : []));
  const points = Array.from({ length: cuts }, () => telling[Math.floor(random() * telling.length)] ?? 0).toSorted((a, b) => a - b);
  const disk = new Disk(life.folder, life.before);
  const promised = new Set(life.promised);
  const lost: string[] = [];
  const wrong: string[] = [];
  let done = 0;
  for (const [cut, point] of points.entries()) {
    for (const step of steps.slice(done, point)) {
      life.promises(disk.do(step) ?? '').forEach((each) => promised.add(each));
    }
    done = point;
    const into = mkdtempSync(`${life.folder}-cut-`);
    disk.cut(into, random);
    const left = await look(into, cut);
    lost.push(...[...promised].filter((each) => !left.kept.has(each)).map((each) => `cut at ${point}: ${each}`));
    wrong.push(...left.wrong.map((each) => `cut at ${point}: ${each}`));
    rmSync(into, { recursive: true });
  }
  return { steps: telling.length, promised: promised.size, lost, wrong };
}
type Cuts = Awaited<ReturnType<typeof cutAtRandom>>;

function report(who: string, cuts: number, { steps, promised, lost, wrong }: Cuts): void {
  const line = `${cuts} power cuts of ${who} at ${steps} points, ${promised} promised, ${lost.length} lost, ${wrong.length} integrity errors`;
  process.stdout.write(`R3: ${line}\n`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function brokenChain(entries: readonly StoredEvent[]): string[] {
  const { broken } = verifyChain(genesis, entries);
  return broken ? [`the log breaks at ${broken.seq}: ${broken.problem}`] : [];
}

const accepts = (text: string) =>
  text.startsWith('HTTP/1.1 202') ? [...text.matchAll(/"dedup_key":"([^"]+)"/g)].map((match) => match[1] ?? '') : [];

/** A relay from its first start on that takes alerts, eight at a time. */
async function relayLife(alerts: number, imports: readonly string[] = []): Promise<Life> {
  const folder = join(temporaryFolder(), 'relay');
  const trace = `${folder}.trace`;
  const relay = await RelayProcess.start(folder, ['--sample'], 0, { under: straceInto(trace), imports });
  onTestFinished(() => void relay.kill());
  let sent = 0;
  const sender = async () => {
    while (sent < alerts) {
      sent += 1;
      const payload = { summary: `Alert ${sent}`, source: 'load', severity: 'warning' };
      await relay.enqueue({ event_action: 'trigger', dedup_key: `alert-${sent}`, payload });
    }
  };
  await Promise.all(Array.from({ length: 8 }, sender));
  await relay.kill();
  await relay.closed;
  return { folder, before: new Map(), trace, promised: [], promises: accepts };
}

/** What is left of a relay: mostly by its log alone, at every tenth cut by the store it would start with. */
async function lookAtRelay(folder: string, cut: number): Promise<Left> {
  try {
    const file = join(folder, 'log.db');
    const left = cut % 10 === 0 ? await byStore(file) : atStart(file, leftInLog);
    const secrets = readdirSync(folder).filter((name) => name.endsWith('.json'));
    const halfWritten = secrets.filter((name) => !isJson(readFileSync(join(folder, name), 'utf8')));
    return { ...left, wrong: [...left.wrong, ...halfWritten.map((name) => `${name} is not whole`)] };
  } catch (error) {
    return { kept: new Set(), wrong: [String(error)] };
  }
}

async function byStore(file: string): Promise<Left> {
  const store = new SqliteEventStore(file);
  const left = leftInLog({
    entries: store.read(0, 1_000_000),
    withoutIncident: (opened) => opened.filter(({ entity }) => !store.incident(entity.id)).map(({ seq }) => seq),
  });
  await store.close();
  return left;
}

function leftInLog({ entries, withoutIncident }: LogAtStart): Left {
  const opened = entries.map(decodeEvent).filter(({ type, verdict }) => type === 'incident.triggered' && verdict === 'applied');
  return {
    kept: new Set(opened.map(({ body }) => (body['alert'] as { dedupKey: string }).dedupKey)),
    wrong: [...brokenChain(entries), ...withoutIncident(opened).map((seq) => `the incident of entry ${seq} is not kept`)],
  };
}

const dones = (text: string) =>
  text.split('\n').flatMap((line) => (line.startsWith('{"said":"done"') ? [(JSON.parse(line) as { id: string }).id] : []));

/** A desktop with the relay, then without it; and the one that is started after it, still without. */
async function desktopLives(imports: readonly string[] = []): Promise<Life[]> {
  const [folder, data] = [join(temporaryFolder(), 'desktop'), temporaryFolder()];
  const relay = await RelayProcess.start(data);
  onTestFinished(() => void relay.kill());
  await pairFolder(folder, relay, 'ana');
  const before = contentOfFolder(folder);
  const [first, second] = [`${folder}-1.trace`, `${folder}-2.trace`];
  const desktop = new DesktopProcess(folder, imports, straceInto(first));
  onTestFinished(() => desktop.kill());
  await desktop.until(({ said, state }) => said === 'link' && state === 'online');
  await relay.enqueue({
    event_action: 'trigger',
    dedup_key: 'disk',
    payload: { summary: 'Disk full', source: 'db1', severity: 'critical' },
  });
  const { incident } = await desktop.until(({ said }) => said === 'page');
  const annotate = async (of: DesktopProcess, name: string, count: number) => {
    for (let i = 1; i <= count; i += 1) {
      of.tell(`annotate ${String(incident)} ${name} ${i}`);
    }
    await of.until(({ said, text }) => said === 'done' && text === `${name} ${count}`);
  };
  await annotate(desktop, 'online', 40);
  await desktop.until(({ said, pending }) => said === 'head' && pending === 0, desktop.said.length - 1);
  await relay.kill();
  await annotate(desktop, 'offline', 40);
  await desktop.kill();
  await desktop.closed;
  const promised = desktop.said.filter(({ said }) => said === 'done').map(({ id }) => String(id));

  const between = contentOfFolder(folder);
  const restarted = new DesktopProcess(folder, imports, straceInto(second));
  onTestFinished(() => restarted.kill());
  await restarted.until(({ said }) => said === 'page');
  await annotate(restarted, 'again', 20);
  await restarted.kill();
  await restarted.closed;
  return [
    { folder, before, trace: first, promised: [], promises: dones },
    { folder, before: between, trace: second, promised, promises: dones },
  ];
}

function lookAtDesktop(folder: string): Left {
  const store = new SqliteReplicaStore(folder, () => 0);
  const { pending, returned } = store.load(0);
  const entries = store.read(0, 1_000_000);
  store.close();
  const setAside = readdirSync(folder).filter((name) => name.startsWith('replica-set-aside'));
  return {
    kept: new Set([...pending, ...returned, ...entries].map(({ id }) => id)),
    wrong: [...brokenChain(entries), ...setAside.map((name) => `damaged: ${name}`)],
  };
}

it.skipIf(!canTrace)(`[LOG10] [LOG5] loses nothing it accepted in ${runs} power cuts of the relay at random points (R3)`, async () => {
  const cuts = await cutAtRandom(await relayLife(150), runs, lookAtRelay);
  report('the relay', runs, cuts);
  expect(cuts.promised).toBeGreaterThan(100);
  expect(cuts.lost).toEqual([]);
  expect(cuts.wrong).toEqual([]);
});

it.skipIf(!canTrace)('[LOG10] would lose what it accepted with the default of better-sqlite3', async () => {
  const cuts = await cutAtRandom(await relayLife(100, [withoutSync]), controlRuns, lookAtRelay);
  report('a relay that does not sync', controlRuns, cuts);
  expect(cuts.lost.length).toBeGreaterThan(0);
});

it.skipIf(!canTrace)(`[LOG10] [SYN1] loses nothing done on a laptop in ${runs} power cuts at random points (R3)`, async () => {
  const lives = await desktopLives();
  for (const [i, life] of lives.entries()) {
    const cuts = await cutAtRandom(life, Math.ceil(runs / lives.length), lookAtDesktop);
    report(i === 0 ? 'a laptop' : 'a laptop restarted without its relay', Math.ceil(runs / lives.length), cuts);
    expect(cuts.promised).toBeGreaterThan(50);
    expect(cuts.lost).toEqual([]);
    expect(cuts.wrong).toEqual([]);
  }
});

it.skipIf(!canTrace)('[SYN1] would lose what was done on a laptop that syncs neither its copy nor the file beside it', async () => {
  const [life] = await desktopLives([withoutSync]);
  const cuts = life && (await cutAtRandom(life, controlRuns, lookAtDesktop));
  expect(cuts?.lost.length).toBeGreaterThan(0);
});
