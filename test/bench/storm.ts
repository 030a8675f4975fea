// The relay alone under load: a storm and ten thousand alerts in one body with how long its event loop was held up (performance.md P16,
// reliability.md S2), a hundred thousand incidents open (P9, P11), and a disk that takes 10 ms longer (P15). `npm run bench storm`;
// BENCH_SECONDS for how long each, BENCH_LAPTOPS for how many follow, BENCH_ONLY=storm, growth, memory or disk for one table.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { percentile } from '../harness/percentile.ts';
import type { RelayProcess } from '../harness/relay-process.ts';
import { fire, send } from './ingest/load.ts';
import type { LoopSeen } from './ingest/loop-watch.ts';
import { DesktopsProcess } from './ingest/desktops-process.ts';
import { cpuSecondsOf, memoryOf } from './ingest/process-usage.ts';
import { alertmanagerSubject, relaySubject } from './ingest/subjects.ts';
import { print, type Row } from './measure.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 10);
const manyLaptops = Number(process.env['BENCH_LAPTOPS'] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), 'watchbell-bench-'));
const watch = { imports: [join(import.meta.dirname, 'ingest/loop-watch.ts')] };
type Subjects = readonly Pick<Subject, 'name' | 'pid' | 'url' | 'many' | 'stop'>[];
type Subject = Awaited<ReturnType<typeof relaySubject>>;
/** What is ended whatever happens; to end it twice does nothing. */
const running = new Set<{ stop(): Promise<void> }>();
let fresh = 0;
const freshKeys = (count: number) => Array.from({ length: count }, () => `k${(fresh += 1).toString(36).padStart(8, '0')}`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const round = (ms: number) => Math.round(ms * 10) / 10;
const round2 = (ratio: number) => Math.round(ratio * 100) / 100;

async function started(name: string, how: Parameters<typeof relaySubject>[1] = watch): Promise<Subject> {
  process.stderr.write(`${name}\n`);
  process.env['LOOP_WATCH'] = join(folder, `${name}.json`);
  const subject = await relaySubject(join(folder, name), how);
  running.add(subject);
  return subject;
}

/** How long the loop was held up since it was last asked. */
async function loopOf({ pid }: Subject): Promise<Row> {
  const file = process.env['LOOP_WATCH'] ?? '';
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (let tries = 0; tries < 100; tries += 1) {
    await pause(50);
    try {
      const seen = JSON.parse(readFileSync(file, 'utf8')) as LoopSeen;
      return {
        'loop delay p99 ms': round(seen.delayP99Ms),
        'most ms': round(seen.delayMaxMs),
        'own CPU a turn p99 ms': round(seen.cpuP99Ms),
        'most CPU ms': round(seen.cpuMaxMs),
      };
    } catch {
      // Not written yet.
    }
  }
  return {};
}

/** How many incidents there are, and how long the first page of them takes. */
async function listed(relay: RelayProcess): Promise<{ total: number; tookMs: number }> {
  const tookMs: number[] = [];
  let total = 0;
  for (let i = 0; i < 20; i += 1) {
    const before = performance.now();
    total = ((await relay.api('/v1/incidents?limit=50')).body as { total: number }).total;
    tookMs.push(performance.now() - before);
  }
  return { total, tookMs: percentile(tookMs, 50) };
}

async function opened(subject: Subjects[number], count: number): Promise<void> {
  for (let left = count; left > 0; left -= 500) {
    await send(subject.url, subject.many(freshKeys(Math.min(500, left))));
  }
}

/** So many distinct alerts a second, ten a body, whether the ones before were answered or not, with so many laptops that follow. */
async function storm(aSecond: number, laptops = 0): Promise<Row> {
  const subject = await started(`storm of ${aSecond} a second, ${laptops} laptops`);
  const { relay } = subject;
  // Each laptop takes in all there is before the storm begins.
  await opened(subject, laptops === 0 ? 3000 : 300);
  const desktops = laptops === 0 ? undefined : await DesktopsProcess.start(folder, relay, laptops);
  if (desktops) {
    running.add(desktops);
    await untilAllHave(desktops, relay, performance.now());
  }
  await loopOf(subject);
  const { total: before } = await listed(relay);
  const cpu = cpuSecondsOf(subject.pid);
  const theirCpu = desktops ? cpuSecondsOf(desktops.pid) : 0;
  const bytesBefore = (await desktops?.reached())?.bytes ?? 0;
  const begun = performance.now();
  const tookMs: number[] = [];
  const answers: Promise<void>[] = [];
  const bodies = (aSecond * seconds) / 10;
  for (let i = 0; i < bodies; i += 1) {
    await pause(Math.max(0, begun + (i * 1000 * 10) / aSecond - performance.now()));
    const sentAt = performance.now();
    answers.push(send(subject.url, subject.many(freshKeys(10))).then(() => void tookMs.push(performance.now() - sentAt)));
  }
  await Promise.all(answers);
  const ended = performance.now();
  const heard = desktops && {
    'last laptop after s': await untilAllHave(desktops, relay, ended),
    'their CPU s': round(cpuSecondsOf(desktops.pid) - theirCpu),
    'KB a laptop': Math.round(((await desktops.reached()).bytes - bytesBefore) / laptops / 1000),
  };
  const used = cpuSecondsOf(subject.pid) - cpu;
  const loop = await loopOf(subject);
  const { total } = await listed(relay);
  await desktops?.stop();
  await subject.stop();
  const sent = bodies * 10;
  return {
    what: `${aSecond} distinct a second for ${seconds} s, ${laptops} laptops`,
    sent,
    kept: total - before,
    seconds: round((ended - begun) / 1000),
    'CPU s': round(used),
    'answer p99 ms': percentile(tookMs, 99),
    ...heard,
    ...loop,
  };
}

/** How many seconds after the end of a storm every laptop has the last entry. */
async function untilAllHave(desktops: DesktopsProcess, relay: RelayProcess, ended: number): Promise<number> {
  const { head } = (await relay.api('/readyz')).body as { head: number };
  while ((await desktops.reached()).slowest < head) {
    await pause(20);
  }
  return round((performance.now() - ended) / 1000);
}

async function oneBody(count: number): Promise<Row> {
  const subject = await started(`${count} in a body`);
  await opened(subject, 3000);
  await loopOf(subject);
  const { total: before } = await listed(subject.relay);
  const cpu = cpuSecondsOf(subject.pid);
  const begun = performance.now();
  await send(subject.url, subject.many(freshKeys(count)));
  const took = (performance.now() - begun) / 1000;
  const used = cpuSecondsOf(subject.pid) - cpu;
  const loop = await loopOf(subject);
  const { total } = await listed(subject.relay);
  await subject.stop();
  return { what: `one body of ${count}`, sent: count, kept: total - before, seconds: round(took), 'CPU s': round(used), ...loop };
}

async function growth(open: number): Promise<Row> {
  const subject = await started(`${open} open`);
  const known = freshKeys(1000);
  const idle = memoryOf(subject.pid);
  await opened(subject, open - known.length);
  for (let i = 0; i < known.length; i += 100) {
    await send(subject.url, subject.many(known.slice(i, i + 100)));
  }
  const shot = (i: number) => subject.one(known[i % known.length] ?? '');
  await fire(subject.url, 32, 2, shot);
  const cpu = cpuSecondsOf(subject.pid);
  const begun = performance.now();
  const { aSecond, p50Ms, p99Ms } = await fire(subject.url, 32, seconds, shot);
  const took = (performance.now() - begun) / 1000;
  const used = cpuSecondsOf(subject.pid) - cpu;
  const list = await listed(subject.relay);
  const held = memoryOf(subject.pid);
  await subject.stop();
  return {
    what: `${open} open`,
    'repeats a second': Math.round(aSecond),
    'a CPU second': Math.round((aSecond * took) / used),
    'p50 ms': p50Ms,
    'p99 ms': p99Ms,
    'first 50 of the queue ms': list.tookMs,
    'MB idle': idle,
    'MB now': held,
  };
}

/** What is held in memory with so many open, by the relay and by an Alertmanager that has each in a group of its own. */
async function memory(open: number): Promise<void> {
  const relay = await started(`memory with ${open} open`, {});
  const subjects: Subjects = [relay, await alertmanagerSubject(folder, false)];
  const rows: Row[] = [];
  for (const subject of subjects) {
    const idle = memoryOf(subject.pid);
    await opened(subject, open);
    // Alertmanager sends when a group has waited for its time, and holds more before than after.
    await pause(seconds * 1000);
    rows.push({ what: subject.name, 'MB idle': idle, 'MB now': memoryOf(subject.pid) });
    await subject.stop();
  }
  const [own, other] = rows.map((row) => Number(row['MB now']));
  print(`Memory, ${open} open`, rows);
  print('Memory, to Alertmanager', [{ what: `${open} open`, ratio: round2((own ?? 0) / (other ?? 1)) }]);
}

/** How long a laptop's ping takes while 200 alerts a second come, and how many come at most. */
async function disk(delayMs: number): Promise<Row> {
  const slower = delayMs === 0 ? [] : ['-e', `inject=fsync,fdatasync:delay_enter=${delayMs * 1000}`];
  const quietly = ['-D', '-f', '-qq', '-E', 'UV_USE_IO_URING=0', '--seccomp-bpf', '-o', '/dev/null'];
  const under = ['strace', ...quietly, '-e', 'trace=fsync,fdatasync', ...slower];
  const subject = await started(`disk ${delayMs} ms slower`, { under });
  await fire(subject.url, 32, 2, () => subject.one(freshKeys(1)[0] ?? ''));
  const { aSecond, p99Ms } = await fire(subject.url, 32, seconds, () => subject.one(freshKeys(1)[0] ?? ''));
  const laptop = new WebSocket(`${subject.url.replace('http', 'ws')}/sync`);
  await new Promise((resolve) => laptop.once('open', resolve));
  const pingMs: number[] = [];
  const answers: Promise<void>[] = [];
  const begun = performance.now();
  for (let i = 0; i < 200 * seconds; i += 1) {
    await pause(Math.max(0, begun + i * 5 - performance.now()));
    answers.push(send(subject.url, subject.one(freshKeys(1)[0] ?? '')));
    if (i % 10 === 0) {
      const before = performance.now();
      laptop.once('pong', () => pingMs.push(performance.now() - before));
      laptop.ping();
    }
  }
  await Promise.all(answers);
  laptop.terminate();
  await subject.stop();
  return {
    what: `a disk ${delayMs} ms slower`,
    'alerts a second': Math.round(aSecond),
    'p99 ms': p99Ms,
    'ping p50 ms beside 200 a second': percentile(pingMs, 50),
    'ping p99 ms': percentile(pingMs, 99),
  };
}

const wanted = process.env['BENCH_ONLY'];
const tables: Readonly<Record<string, () => Promise<void>>> = {
  storm: async () =>
    print('Storms; what is kept is on disk, and CPU of a turn is the main thread alone', [
      await storm(1000),
      await storm(167, manyLaptops),
      await storm(1000, manyLaptops),
      await oneBody(10_000),
    ]),
  growth: async () => print('Growth: repeated alerts, 32 connections', [await growth(1000), await growth(50_000), await growth(100_000)]),
  memory: async () => memory(50_000),
  disk: async () => print('A slow disk, the relay traced: distinct alerts, 32 connections', [await disk(0), await disk(10)]),
};
try {
  for (const [name, table] of Object.entries(tables)) {
    if (wanted === undefined || wanted === name) {
      await table();
    }
  }
} finally {
  await Promise.all([...running].map((each) => each.stop()));
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
