import { canonicalJson } from '../../shared/log/canonical.ts';
import { genesis, sealEntry, type ChainHead } from '../../shared/log/chain.ts';
import { derivedId } from '../../shared/log/derived-id.ts';
import { decodeEvent, type Actor, type AuthorPart, type Event, type StoredEvent } from '../../shared/log/envelope.ts';
import type { Verdict } from '../../shared/log/envelope.ts';

/** A Monday morning at 03:00 in Paris, when the sample's people are asleep. */
export const mondayNight = Date.UTC(2026, 10, 23, 2, 0, 0);

/** An id that is the same for the same number. */
export function idOf(number: number | string): string {
  return derivedId(['test', number]).replace(/^(.{14})8/, '$17');
}

/** What a test says of an event; the rest is filled in. */
export interface EventSketch {
  type: string;
  entity?: AuthorPart['entity'];
  body?: Record<string, unknown>;
  actor?: Actor;
  device?: string;
  deviceSeq?: number;
  at?: AuthorPart['at'];
  base?: AuthorPart['base'];
  id?: string;
  recordedAt?: number;
  verdict?: Verdict;
  version?: number;
  mustUnderstand?: true;
}

export const log = idOf('log');

function authorOf(sketch: EventSketch, seq: number): AuthorPart {
  const recordedAt = sketch.recordedAt ?? mondayNight + seq;
  return {
    id: sketch.id ?? idOf(seq),
    device: sketch.device ?? idOf('device'),
    deviceSeq: sketch.deviceSeq ?? seq,
    type: sketch.type,
    version: sketch.version ?? 1,
    entity: sketch.entity ?? { kind: 'incident', id: 'incident-1' },
    base: sketch.base ?? { seq: seq - 1, revision: 0, epoch: 0 },
    at: sketch.at ?? { wallMs: recordedAt, offsetMs: 0, uncertaintyMs: 0 },
    body: sketch.body ?? {},
    ...(sketch.mustUnderstand ? { mustUnderstand: true } : {}),
  };
}

/** Entries that follow one another and `head`, sealed as a relay seals them. */
export function entriesOf(sketches: readonly EventSketch[], head: ChainHead = genesis): StoredEvent[] {
  let { seq, hash } = head;
  return sketches.map((sketch) => {
    seq += 1;
    const author = authorOf(sketch, seq);
    const recordedAt = sketch.recordedAt ?? mondayNight + seq;
    const relay = {
      log: head.log ?? log,
      seq,
      recordedAt,
      actor: sketch.actor ?? ({ kind: 'engine' } as const),
      verdict: sketch.verdict ?? 'applied',
    };
    const entry = sealEntry(hash, { seq, id: author.id, author: canonicalJson(author), signature: 'c2ln', relay: canonicalJson(relay) });
    hash = entry.hash;
    return entry;
  });
}

/** Events in order, as everything above the log reads them. */
export function eventsOf(sketches: readonly EventSketch[]): Event[] {
  return entriesOf(sketches).map(decodeEvent);
}
