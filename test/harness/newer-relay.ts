import type { Commit } from '../../relay/log/event-store.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { sealEntry, type ChainHead } from '../../shared/log/chain.ts';
import type { AuthorPart, Verdict } from '../../shared/log/envelope.ts';
import { idOf } from './entries.ts';
import type { World } from './world.ts';

/** What a newer version says that this one does not know. */
export type NewerEvent = Partial<Pick<AuthorPart, 'version' | 'entity' | 'body' | 'mustUnderstand'>> & {
  type: string;
  verdict?: Verdict;
};

/** Whose device writes, and how it signs; nobody looks at the signature of one that is not enrolled but the audit. */
export interface NewerAuthor {
  device: string;
  sign(text: string): string;
}

const unsigned: NewerAuthor = { device: idOf('newer relay'), sign: () => 'c2ln' };

/** Entries a relay of a newer version would have added to a log, each one following the one before. */
export function newerCommits(head: ChainHead & { log: string }, events: readonly NewerEvent[], { device, sign } = unsigned): Commit[] {
  let { seq, hash } = head;
  return events.map(({ verdict = 'applied', ...said }) => {
    seq += 1;
    const author: AuthorPart = {
      id: idOf(`newer ${seq}`),
      device,
      deviceSeq: seq,
      version: 1,
      entity: { kind: 'organisation', id: 'organisation' },
      base: { seq: seq - 1, revision: 0, epoch: 0 },
      at: { wallMs: head.recordedAt, offsetMs: 0, uncertaintyMs: 0 },
      body: {},
      ...said,
    };
    const relay = { log: head.log, seq, recordedAt: head.recordedAt, actor: { kind: 'engine' as const }, verdict };
    const json = canonicalJson(author);
    const entry = sealEntry(hash, { seq, id: author.id, author: json, signature: sign(json), relay: canonicalJson(relay) });
    hash = entry.hash;
    return { entry, entity: author.entity, type: author.type, device, deviceSeq: seq };
  });
}

/** For a while a newer relay served this world's log and wrote something new; now the present one does again. */
export async function newerRelayWrote(world: World, events: readonly NewerEvent[], by?: NewerAuthor): Promise<void> {
  world.killRelay();
  await world.store.append(newerCommits({ ...world.store.head(), log: world.store.log }, events, by), []);
  world.startRelay();
  await world.forward(10_000);
  await world.settle();
}
