import { describe, expect, it } from 'vitest';
import { World } from '../../../test/harness/world.ts';
import { canonicalJson } from '../../../shared/log/canonical.ts';
import { genesisHash, sealEntry } from '../../../shared/log/chain.ts';
import type { AuthorPart, RelayPart, StoredEvent } from '../../../shared/log/envelope.ts';
import { signerOf } from '../../access/signature.ts';
import { MINUTE_MS } from '../../../shared/time/instant.ts';
import { Auditor, type Finding } from './auditor.ts';
import { witnessed } from './witness.ts';

/** A log in which a relay, a monitor and a person's laptop wrote, and the laptop was revoked. */
async function aLog(): Promise<{ entries: StoredEvent[]; device: string; sign: (text: string) => string }> {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.settle();
  const entity = { kind: 'device' as const, id: ana.identity.device };
  world.relay.write({ type: 'device.revoked', entity, body: {} }, { kind: 'admin' });
  await world.settle();
  return { entries: world.store.read(0, 1000), device: ana.identity.device, sign: signerOf(ana.identity.privateKey) };
}

/** What somebody who holds the file, but no key, can do: change entries and compute every hash anew. */
function resealed(entries: readonly StoredEvent[], change: (author: AuthorPart, seq: number) => AuthorPart): StoredEvent[] {
  let previous = genesisHash;
  return entries.map((entry, i) => {
    const seq = i + 1;
    const author = change(JSON.parse(entry.author) as AuthorPart, seq);
    const relayPart = { ...(JSON.parse(entry.relay) as RelayPart), seq };
    const sealed = sealEntry(previous, {
      ...entry,
      seq,
      id: author.id,
      author: canonicalJson(author),
      relay: canonicalJson(relayPart),
    });
    previous = sealed.hash;
    return sealed;
  });
}

const verify = (entries: readonly StoredEvent[]): { auditor: Auditor; found: Finding | undefined } => {
  const auditor = new Auditor();
  return { auditor, found: auditor.take(entries) };
};
const unchanged = (author: AuthorPart) => author;

describe('the auditor', () => {
  it('proves a whole log, names who signed how much, and does not care how it is cut', async () => {
    const { entries } = await aLog();
    const { auditor, found } = verify(entries);
    expect(found).toBeUndefined();
    expect(auditor.head).toMatchObject({ seq: entries.length, hash: entries.at(-1)?.hash });
    expect(auditor.authors.map(({ person }) => person)).toEqual([undefined, 'ana']);
    expect(auditor.authors.reduce((sum, author) => sum + author.entries, 0)).toBe(entries.length);
    const oneByOne = new Auditor();
    expect(entries.map((entry) => oneByOne.take([entry])).filter(Boolean)).toEqual([]);
    expect(oneByOne.head).toEqual(auditor.head);
    expect(verify(resealed(entries, unchanged)).found).toBeUndefined();
  });

  it('finds a flipped byte wherever it is, in the entry it is in', async () => {
    const { entries } = await aLog();
    let flips = 0;
    for (const [i, entry] of entries.entries()) {
      for (const field of ['author', 'signature', 'relay', 'hash', 'id'] as const) {
        for (let at = i % 37; at < entry[field].length; at += 37) {
          const bytes = Buffer.from(entry[field]);
          bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
          const { found } = verify(entries.toSpliced(i, 1, { ...entry, [field]: bytes.toString('latin1') }));
          expect([field, at, found?.seq]).toEqual([field, at, i + 1]);
          flips += 1;
        }
      }
    }
    expect(flips).toBeGreaterThan(200);
  });

  it('finds a changed entry although every hash was computed anew, because its device did not sign it', async () => {
    const { entries } = await aLog();
    const at = entries.findIndex(({ author }) => author.includes('incident.acknowledged')) + 1;
    const forged = resealed(entries, (author, seq) => (seq === at ? { ...author, body: { ...author.body, via: 'api' } } : author));
    expect(verify(forged).found).toMatchObject({ seq: at, problem: 'signature-wrong' });
  });

  it('finds an entry that was repeated, one of a device never enrolled, and one of a revoked device', async () => {
    const { entries, device, sign } = await aLog();
    const at = entries.findIndex(({ author }) => author.includes('incident.acknowledged'));
    const acknowledged = entries[at];
    if (!acknowledged) {
      throw new Error('The log should hold an acknowledgement.');
    }
    expect(verify(resealed([...entries, ...entries.slice(-1)], unchanged)).found).toMatchObject({
      seq: entries.length + 1,
      problem: 'id-repeated',
    });
    const withoutEnrolment = entries.filter(({ author }) => !(author.includes('device.enrolled') && author.includes(device)));
    expect(verify(resealed(withoutEnrolment, unchanged)).found).toMatchObject({ problem: 'author-unknown' });
    const late = canonicalJson({ ...(JSON.parse(acknowledged.author) as AuthorPart), id: '00000000-0000-7000-8000-0000000000aa' });
    const signedLate = { ...acknowledged, author: late, signature: sign(late), relay: entries.at(-1)?.relay ?? '' };
    expect(verify(resealed([...entries, signedLate], unchanged)).found).toMatchObject({
      seq: entries.length + 1,
      problem: 'author-revoked',
    });
  });

  it('finds a head that was noted before, and misses one that was cut off', async () => {
    const { entries } = await aLog();
    const noted = entries.at(-1)?.hash ?? '';
    const auditor = new Auditor([noted]);
    expect(auditor.take(entries.slice(0, -1))).toBeUndefined();
    expect(auditor.contains(noted)).toBe(false);
    auditor.take(entries.slice(-1));
    expect(auditor.contains(noted)).toBe(true);
  });

  it('[LOG15] names the numbers of a device that no entry has, and none for what was refused', async () => {
    const { entries } = await aLog();
    expect(verify(entries).auditor.missing).toEqual([]);
    const at = entries.findIndex(({ author }) => author.includes('notification.sent'));
    const withheld = resealed(entries.toSpliced(at, 1), unchanged);
    const { device } = JSON.parse(entries[at]?.author ?? '{}') as AuthorPart;
    expect(verify(withheld).found).toBeUndefined();
    expect(verify(withheld).auditor.missing).toMatchObject([{ device, count: 1 }]);
  });

  it('[LOG17] finds a log that was rewritten or cut off by whoever holds the relay’s key, because a desktop kept its word', async () => {
    const world = await World.start();
    const ana = await world.desktop('ana');
    await world.alert();
    await world.forward(5 * MINUTE_MS);
    const checkpoints = ana.store.checkpoints();
    const entries = world.store.read(0, 1000);
    const audited = (log: readonly StoredEvent[]) => {
      const auditor = new Auditor(checkpoints.map(({ hash }) => hash));
      expect(auditor.take(log)).toBeUndefined();
      return witnessed(auditor, checkpoints);
    };
    expect(audited(entries)).toEqual({ checkpoints: checkpoints.length });
    const last = checkpoints.at(-1)?.seq ?? 0;
    expect(audited(entries.slice(0, last - 1)).against?.seq).toBe(last);
    const without = entries.findIndex(({ author }) => author.includes('notification.sent'));
    expect(audited(resealed(entries.toSpliced(without, 1), unchanged)).against?.message).toMatch(/signed another entry/);
    const forged = checkpoints.map((checkpoint) => ({ ...checkpoint, at: checkpoint.at + 1 }));
    const auditor = new Auditor(forged.map(({ hash }) => hash));
    auditor.take(entries);
    expect(witnessed(auditor, forged).against?.message).toMatch(/not signed by this log’s relay/);
  });
});
