import { expect, it } from 'vitest';
import { Auditor } from '../../relay/cli/audit/auditor.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { genesisHash, sealEntry } from '../../shared/log/chain.ts';
import type { AuthorPart, RelayPart, StoredEvent } from '../../shared/log/envelope.ts';
import { between, seededRandom } from '../harness/random.ts';
import { World } from '../harness/world.ts';

const runs = Number(process.env['TAMPER_RUNS'] ?? 1000);
const seed = Number(process.env['TAMPER_SEED'] ?? 1);

/** A log in which a relay, a monitor and two laptops wrote. */
async function aLog(): Promise<StoredEvent[]> {
  const world = await World.start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  ana.app.annotate(ana.incident().id, 'looking');
  await world.settle();
  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.settle();
  bo.app.resolve(bo.incident().id, 'window');
  await world.settle();
  const entries = world.store.read(0, 1000);
  world.desktops.forEach((desktop) => desktop.kill());
  world.killRelay();
  return entries;
}

/** Seals entries anew as anybody can who holds the file but no key: dense, in this order, every hash right. */
function resealed(entries: readonly StoredEvent[]): StoredEvent[] {
  let previous = genesisHash;
  return entries.map((entry, i) => {
    const relay = { ...(JSON.parse(entry.relay) as RelayPart), seq: i + 1 };
    const sealed = sealEntry(previous, { ...entry, seq: i + 1, relay: canonicalJson(relay) });
    previous = sealed.hash;
    return sealed;
  });
}

const fields = ['id', 'author', 'signature', 'relay', 'hash'] as const;
type Tampering = (entries: StoredEvent[], random: () => number) => StoredEvent[];

function at(entries: readonly StoredEvent[], random: () => number): number {
  return between(random, 0, entries.length - 1);
}

function changed(entries: readonly StoredEvent[], i: number, change: (entry: StoredEvent) => StoredEvent): StoredEvent[] {
  return entries.map((entry, each) => (each === i ? change(entry) : entry));
}

function fieldOf(random: () => number): (typeof fields)[number] {
  return fields[between(random, 0, fields.length - 1)] ?? 'author';
}

/** Another value of the same kind in the place of one, however deep. */
function otherValue(value: unknown, random: () => number): unknown {
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    const key = keys[between(random, 0, keys.length - 1)];
    return key === undefined ? { added: 1 } : { ...value, [key]: otherValue((value as Record<string, unknown>)[key], random) };
  }
  return typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}x` : 'x';
}

/** What is found by what the log itself says: its hashes, and its authors' signatures. */
const found: Readonly<Record<string, Tampering>> = {
  'a byte flipped': (entries, random) => {
    const field = fieldOf(random);
    return changed(entries, at(entries, random), (entry) => {
      const bytes = Buffer.from(entry[field]);
      const where = between(random, 0, bytes.length - 1);
      bytes.writeUInt8(bytes.readUInt8(where) ^ (1 << between(random, 0, 6)), where);
      return { ...entry, [field]: bytes.toString('latin1') };
    });
  },
  'a field cut short': (entries, random) => {
    const field = fieldOf(random);
    return changed(entries, at(entries, random), (entry) => ({
      ...entry,
      [field]: entry[field].slice(0, between(random, 0, entry[field].length - 1)),
    }));
  },
  'a field of another entry': (entries, random) => {
    const [i, field] = [at(entries, random), fieldOf(random)];
    const others = entries.filter((entry) => entry[field] !== entries[i]?.[field]);
    return changed(entries, i, (entry) => ({ ...entry, [field]: others[at(others, random)]?.[field] ?? '' }));
  },
  'an entry left out': (entries, random) => entries.toSpliced(between(random, 0, entries.length - 2), 1),
  'an entry repeated': (entries, random) => entries.toSpliced(at(entries, random), 0, entries[at(entries, random)] as StoredEvent),
  'two entries swapped': (entries, random) => {
    const i = between(random, 0, entries.length - 2);
    const [one, other] = [entries[i], entries[between(random, i + 1, entries.length - 1)]] as [StoredEvent, StoredEvent];
    return entries.map((entry) => (entry === one ? other : entry === other ? one : entry));
  },
  'what an author said, resealed': (entries, random) =>
    resealed(
      changed(entries, at(entries, random), (entry) => {
        const author = otherValue(JSON.parse(entry.author), random) as AuthorPart;
        return { ...entry, author: canonicalJson(author), id: author.id };
      }),
    ),
  'an entry repeated, resealed': (entries, random) =>
    resealed(entries.toSpliced(between(random, 1, entries.length), 0, entries[at(entries, random)] as StoredEvent)),
  'a signature of another entry, resealed': (entries, random) => {
    const i = at(entries, random);
    const others = entries.filter((_, other) => other !== i);
    return resealed(changed(entries, i, (entry) => ({ ...entry, signature: others[at(others, random)]?.signature ?? '' })));
  },
};

/** What whoever holds the whole file can do unseen, but not from who noted the head before. */
const foundByHead: Readonly<Record<string, Tampering>> = {
  'the end cut off': (entries, random) => entries.slice(0, between(random, 0, entries.length - 1)),
  'an entry left out, resealed': (entries, random) => resealed(entries.toSpliced(between(random, 0, entries.length - 1), 1)),
  'what the relay said, resealed': (entries, random) =>
    resealed(
      changed(entries, at(entries, random), (entry) => {
        const relay = JSON.parse(entry.relay) as RelayPart;
        return { ...entry, relay: canonicalJson({ ...relay, actor: { kind: 'person', id: 'mallory' } }) };
      }),
    ),
};

/** Whether an audit by somebody who noted the head before finds anything. */
function isFound(entries: readonly StoredEvent[], notedHead: string): boolean {
  const auditor = new Auditor([notedHead]);
  return auditor.take(entries) !== undefined || !auditor.contains(notedHead);
}

it(`[LOG1] finds every one of ${runs} tamperings with a log (R28)`, { timeout: 60_000 + runs * 50 }, async () => {
  const entries = await aLog();
  const head = entries.at(-1)?.hash ?? '';
  const random = seededRandom(seed);
  const kinds = Object.entries({ ...found, ...foundByHead });
  const missed: string[] = [];
  for (let run = 0; run < runs; run += 1) {
    const [name, tamper] = kinds[run % kinds.length] as [string, Tampering];
    const tampered = tamper([...entries], random);
    const byItself = new Auditor().take(tampered) !== undefined;
    if (!(name in foundByHead ? isFound(tampered, head) : byItself)) {
      missed.push(`run ${run}: ${name}`);
    }
  }
  process.stdout.write(`R28: ${runs} tamperings of ${kinds.length} kinds with ${entries.length} entries, ${missed.length} missed\n`);
  expect(missed).toEqual([]);
});

it('[LOG1] finds nothing wrong with a log nobody touched, and needs a head noted before to miss an end that was cut off', async () => {
  const entries = await aLog();
  const head = entries.at(-1)?.hash ?? '';
  expect(isFound(entries, head)).toBe(false);
  expect(isFound(resealed(entries), head)).toBe(false);
  const cut = entries.slice(0, -1);
  expect([new Auditor().take(cut) === undefined, isFound(cut, head)]).toEqual([true, true]);
});
