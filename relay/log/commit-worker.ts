import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { lettingGo } from '../archive/let-go.ts';
import type { Segment } from '../archive/segment.ts';
import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import type { CountRow, EventRow } from './commit-rows.ts';
import type { OutboxChange } from './outbox.ts';
import { outboxWriter } from './outbox-rows.ts';
import type { IncidentRow } from './incident-checksum.ts';
import { shelveIncidents } from './shelve-incidents.ts';
import { configure } from './schema.ts';

/** One turn's worth of entries, as rows: committed in one transaction, off the event loop. */
export interface CommitRequest {
  turn: number;
  events?: readonly EventRow[];
  counts?: readonly CountRow[];
  incidents?: readonly IncidentRow[];
  /** What has become of deliveries entries speak of. */
  settles?: readonly OutboxChange[];
  /** Asks the disk alone: writes this moment down. */
  probe?: number;
  /** Lets the text of these entries go from the database, once the file is proven to hold it. */
  archive?: Segment;
  /** Changes of deliveries no entry speaks of. */
  changes?: readonly OutboxChange[];
  /** Deliveries, asked for by these entries or by none. */
  deliveries?: readonly OutboxRow[];
  /** Lets go of deliveries settled before this instant. */
  forgetBefore?: number;
}

/** The answer to one request; `changed` says of each of its changes whether it was made. */
export type CommitAnswer = { turn: number; error?: string; changed?: boolean[] };

const port = parentPort;
if (!port) {
  throw new Error('The commit worker runs in a worker thread only.');
}

const db = new Database((workerData as { file: string }).file);
configure(db);

const insert = db.prepare(
  'INSERT INTO events (seq, id, kind, entity, type, author, signature, relay, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
);
const advance = db.prepare(
  'INSERT INTO devices (device, last_seq) VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET last_seq = max(last_seq, excluded.last_seq)',
);
const shelve = shelveIncidents(db);
const outbox = outboxWriter(db);
const probed = db.prepare("INSERT INTO meta (name, value) VALUES ('probed', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value");

const commit = db.transaction(
  ({
    events = [],
    counts = [],
    incidents = [],
    deliveries = [],
    settles = [],
    changes = [],
    probe,
    forgetBefore,
  }: CommitRequest): boolean[] => {
    if (probe !== undefined) {
      probed.run(String(probe));
    }
    events.forEach((row) => insert.run(row));
    counts.forEach((row) => advance.run(row));
    shelve(incidents);
    outbox.add(deliveries);
    settles.forEach((change) => outbox.change(change));
    if (forgetBefore !== undefined) {
      outbox.forget(forgetBefore);
    }
    return changes.map((change) => outbox.change(change));
  },
);

const done = (turn: number, changed: boolean[] = []) => port.postMessage({ turn, changed } satisfies CommitAnswer);
const failed = (turn: number, error: unknown) =>
  port.postMessage({ turn, error: error instanceof Error ? error.message : String(error) } satisfies CommitAnswer);

/** One after the other; commits go on between the steps of each. */
async function archiveAfter(before: Promise<void>, segment: Segment, turn: number): Promise<void> {
  await before;
  try {
    for (const _ of lettingGo(db, segment)) {
      await new Promise((resolve) => void setImmediate(resolve));
    }
    done(turn);
  } catch (error) {
    failed(turn, error);
  }
}

async function closeAfter(before: Promise<void>): Promise<void> {
  await before;
  db.close();
  port?.close();
}

let archiving = Promise.resolve();

function take(request: CommitRequest): void {
  let changed: boolean[];
  try {
    changed = commit(request);
  } catch (error) {
    failed(request.turn, error);
    return;
  }
  const { turn, archive: segment } = request;
  if (!segment) {
    done(turn, changed);
    return;
  }
  archiving = archiveAfter(archiving, segment, turn);
}

port.on('message', (request: CommitRequest | 'close') => {
  if (request === 'close') {
    void closeAfter(archiving);
    return;
  }
  take(request);
});
