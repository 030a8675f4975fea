// Alerts a second, on disk before they are answered, beside the least that takes and Debian's Alertmanager, in one run
// (performance.md P1, P2, P3, P9). `npm run bench ingest`; BENCH_SECONDS for longer rounds. The relay alone: `npm run bench storm`.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fire, type Shot } from './ingest/load.ts';
import { cpuSecondsOf, memoryOf } from './ingest/process-usage.ts';
import { alertmanagerSubject, leastSubject, relaySubject, type Subject } from './ingest/subjects.ts';
import { entryCost } from './ingest/entry-cost.ts';
import { median, print, type Row } from './measure.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const connections = 32;
const atOnce = 100;

type Kind = 'distinct' | 'repeated' | 'distinct, 100 a request' | 'repeated, 100 a request';
const kinds: Kind[] = ['distinct', 'repeated', 'distinct, 100 a request', 'repeated, 100 a request'];
let fresh = 0;
const freshKey = () => `k${(fresh += 1).toString(36).padStart(8, '0')}`;
const known = Array.from({ length: 1000 }, freshKey);
const knownAt = (i: number) => known[i % known.length] ?? '';

function shotOf(subject: Subject, kind: Kind): (i: number) => Shot {
  switch (kind) {
    case 'distinct':
      return () => subject.one(freshKey());
    case 'repeated':
      return (i) => subject.one(knownAt(i));
    case 'distinct, 100 a request':
      return () => subject.many(Array.from({ length: atOnce }, freshKey));
    case 'repeated, 100 a request':
      return (i) => subject.many(Array.from({ length: atOnce }, (_, n) => knownAt(i * atOnce + n)));
  }
}

interface Measured {
  aSecond: number;
  aCpuSecond: number;
  p50Ms: number;
  p99Ms: number;
  refused: number;
}

async function measured(subject: Subject, kind: Kind): Promise<Measured> {
  const before = cpuSecondsOf(subject.pid);
  const begun = performance.now();
  const fired = await fire(subject.url, connections, seconds, shotOf(subject, kind));
  const took = (performance.now() - begun) / 1000;
  const alerts = fired.aSecond * (kind.includes('100') ? atOnce : 1);
  return { ...fired, aSecond: alerts, aCpuSecond: (alerts * took) / (cpuSecondsOf(subject.pid) - before) };
}

const folder = mkdtempSync(join(tmpdir(), 'watchbell-bench-'));
const makers = [
  (place: string) => relaySubject(place),
  (place: string) => leastSubject(place, 'turn'),
  (place: string) => leastSubject(place, 'each'),
  (place: string) => alertmanagerSubject(place, true),
  (place: string) => alertmanagerSubject(place, false),
];
const figures = new Map<string, Measured[]>();
const idle = new Map<string, number>();
const after = new Map<string, number>();
try {
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of kinds) {
      for (const [i, make] of makers.entries()) {
        const place = join(folder, `${round}-${kinds.indexOf(kind)}-${i}`);
        mkdirSync(place);
        const subject = await make(place);
        idle.set(subject.name, memoryOf(subject.pid));
        const key = `${kind}/${subject.name}`;
        if (kind === 'repeated' || kind === 'repeated, 100 a request') {
          await fire(subject.url, 1, 0.01, () => subject.many(known));
        }
        figures.set(key, [...(figures.get(key) ?? []), await measured(subject, kind)]);
        after.set(key, memoryOf(subject.pid));
        await subject.stop();
        process.stderr.write(`round ${round + 1} of ${rounds}: ${kind}, ${subject.name}\n`);
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

print('What an entry of this log costs, whatever decides on it: CPU time in this run', await entryCost());
const middle = (key: string, of: keyof Measured) => median((figures.get(key) ?? []).map((each) => each[of]));
const names = [...idle.keys()];
for (const kind of kinds) {
  const rows = names.map((name): Row => {
    const key = `${kind}/${name}`;
    return {
      what: name,
      'alerts a second': Math.round(middle(key, 'aSecond')),
      'a CPU second': Math.round(middle(key, 'aCpuSecond')),
      'p50 ms': middle(key, 'p50Ms'),
      'p99 ms': middle(key, 'p99Ms'),
      'not 2xx': middle(key, 'refused'),
      'MB idle': idle.get(name) ?? 0,
      'MB after': after.get(key) ?? 0,
    };
  });
  print(`${kind}: the middle of ${rounds} rounds of ${seconds} s, ${connections} connections, load generator on the same cores`, rows);
  const ratio = (name: string, of: keyof Measured) => Number((middle(`${kind}/Watchbell`, of) / middle(`${kind}/${name}`, of)).toFixed(2));
  print(
    `${kind}: Watchbell to the others`,
    names.slice(1).map((name) => ({
      to: name,
      'a second': ratio(name, 'aSecond'),
      'a CPU second': ratio(name, 'aCpuSecond'),
      p99: ratio(name, 'p99Ms'),
    })),
  );
}
process.exit(0);
