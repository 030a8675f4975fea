import { genesis, verifyChain, type ChainBreak, type ChainHead } from '../../../shared/log/chain.ts';
import { decodeEvent, type Event, type StoredEvent } from '../../../shared/log/envelope.ts';
import { isSigned } from '../../../shared/log/signed-together.ts';
import { deviceBodies } from '../../../shared/workspace/device-events.ts';
import type { Beginning } from './entry-source.ts';
import { DeviceCounts, type MissingNumbers } from './device-counts.ts';
import { sha256OfText, verifySignature } from '../../access/signature.ts';

/** Where a log first breaks, and how in one sentence. */
export interface Finding {
  seq: number;
  problem: ChainBreak['problem'] | 'author-unknown' | 'author-revoked' | 'signature-wrong' | 'id-repeated';
  message: string;
}

/** A device that wrote into the log, and how much. */
export interface Author {
  device: string;
  name: string;
  person?: string | undefined;
  publicKey: string;
  revokedAt?: number | undefined;
  entries: number;
}

const chainSentences: Record<ChainBreak['problem'], (seq: number) => string> = {
  'seq-not-dense': (seq) => `Entry ${seq} is missing: another stands in its place.`,
  'hash-mismatch': (seq) => `Entry ${seq} was changed after it was recorded: its hash does not match.`,
  'part-not-readable': (seq) => `Entry ${seq} cannot be read.`,
  'id-differs': (seq) => `Entry ${seq} is filed under another id than its author gave it.`,
  'recorded-at-decreased': (seq) => `Entry ${seq} claims to be older than the one before it.`,
  'other-log': (seq) => `Entry ${seq} belongs to another log.`,
};

/** A chain's break as a finding. */
export function chainFinding({ seq, problem }: ChainBreak): Finding {
  return { seq, problem, message: chainSentences[problem](seq) };
}

/**
 * Checks a log from its first entry on: that each entry follows the one before, and that its author's device signed it.
 * The keys come from the log itself: a device is known from its `device.enrolled` on. A relay enrols itself.
 */
export class Auditor {
  #head: ChainHead = genesis;
  #firstAt: number | undefined;
  #from = 1;
  readonly #authors = new Map<string, Author>();
  /** The signature last proven, with what it is of and whose. */
  #proven = '';
  readonly #ids = new Set<string>();
  readonly #hashes: Set<string>;
  readonly #seen = new Set<string>();
  readonly #counts = new DeviceCounts();
  #recovered = 0;

  /** `hashes` are heads noted elsewhere, to be looked for on the way. */
  constructor(hashes: Iterable<string> = []) {
    this.#hashes = new Set(hashes);
  }

  get head(): ChainHead {
    return this.#head;
  }

  /** Begins in the middle of a log, as a laptop's copy does; the devices enrolled before are known from what it has of that time. */
  begin({ head, before }: Beginning): void {
    this.#head = head;
    this.#from = head.seq + 1;
    for (const entry of before) {
      const event = decodeEvent(entry);
      this.#ids.add(entry.id);
      this.#keys(event, enrolment(event));
    }
  }

  /** The first entry that is proven. */
  get from(): number {
    return this.#from;
  }

  /** When the first entry was recorded; undefined before there was one. */
  get firstAt(): number | undefined {
    return this.#firstAt;
  }

  /** Every device the log has enrolled. */
  get devices(): Author[] {
    return [...this.#authors.values()];
  }

  /** Devices that wrote at least one of the entries proven so far. */
  get authors(): Author[] {
    return [...this.#authors.values()].filter(({ entries }) => entries > 0);
  }

  /** Numbers of devices that no entry has, of the entries proven so far. */
  get missing(): MissingNumbers[] {
    // Of a copy that begins in the middle nobody can say what is missing.
    return this.#from === 1 ? this.#counts.missing() : [];
  }

  /** How many entries the relay had lost and got back from devices. */
  get recovered(): number {
    return this.#recovered;
  }

  contains(hash: string): boolean {
    return this.#seen.has(hash);
  }

  /** Takes the next entries; the first thing wrong with them. What came before it is proven, what comes after it is not looked at. */
  take(entries: readonly StoredEvent[]): Finding | undefined {
    const from = this.#head;
    const { head, broken } = verifyChain(from, entries);
    for (const entry of entries.slice(0, head.seq - from.seq)) {
      const event = decodeEvent(entry);
      const finding = this.#author(entry, event);
      if (finding) {
        return finding;
      }
      this.#counts.take(event);
      this.#recovered += event.recovered ? 1 : 0;
      this.#firstAt ??= event.recordedAt;
      this.#head = { seq: entry.seq, hash: entry.hash, recordedAt: event.recordedAt, log: event.log };
      if (this.#hashes.has(entry.hash)) {
        this.#seen.add(entry.hash);
      }
    }
    return broken && chainFinding(broken);
  }

  #author(entry: StoredEvent, event: Event): Finding | undefined {
    const { seq } = entry;
    if (this.#ids.has(entry.id)) {
      return { seq, problem: 'id-repeated', message: `Entry ${seq} repeats an entry from before it.` };
    }
    this.#ids.add(entry.id);
    const enrols = enrolment(event);
    if (enrols && enrols.device === event.device && enrols.person === undefined) {
      this.#authors.set(enrols.device, enrols);
    }
    const author = this.#authors.get(event.device);
    if (!author) {
      return {
        seq,
        problem: 'author-unknown',
        message: `Entry ${seq} was written by a device that the log had not enrolled (${event.device}).`,
      };
    }
    if (!isSigned(entry, (text, signature) => this.#isOf(author.publicKey, text, signature), sha256OfText)) {
      return { seq, problem: 'signature-wrong', message: `Entry ${seq} was not signed by the device it names (${author.name}).` };
    }
    // What was recovered may have been written before the device was revoked; it changes nothing any more.
    if (author.revokedAt !== undefined && event.recovered === undefined) {
      return {
        seq,
        problem: 'author-revoked',
        message: `Entry ${seq} was written by a device revoked at entry ${author.revokedAt} (${author.name}).`,
      };
    }
    author.entries += 1;
    this.#keys(event, enrols);
    return undefined;
  }

  /** Entries signed together stand together as a rule: what all of them are proven by is checked once. */
  #isOf(publicKey: string, text: string, signature: string): boolean {
    const proof = [publicKey, signature, text].join('\n');
    const isProven = proof === this.#proven || verifySignature(text, signature, publicKey);
    if (isProven) {
      this.#proven = proof;
    }
    return isProven;
  }

  #keys(event: Event, enrols: Author | undefined): void {
    if (event.verdict !== 'applied') {
      return;
    }
    if (enrols && !this.#authors.has(enrols.device)) {
      this.#authors.set(enrols.device, enrols);
    }
    const author = this.#authors.get(event.entity.id);
    if (author && event.type === 'device.revoked') {
      author.revokedAt = event.seq;
    }
  }
}

function enrolment(event: Event): Author | undefined {
  if (event.type !== 'device.enrolled' || event.verdict !== 'applied') {
    return undefined;
  }
  const body = deviceBodies['device.enrolled'].safeParse(event.body);
  return body.success ? { device: event.entity.id, ...body.data, entries: 0 } : undefined;
}
