import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKeyPair, sha256OfText, signerOf } from '../../../relay/access/signature.ts';
import { newId } from '../../../relay/new-id.ts';
import { SqliteEventStore } from '../../../relay/log/sqlite-event-store.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import { canonicalJson } from '../../../shared/log/canonical.ts';
import { genesisHash, sealEntry } from '../../../shared/log/chain.ts';
import type { StoredEvent } from '../../../shared/log/envelope.ts';
import { signTogether } from '../../../shared/log/signed-together.ts';
import { eventsOf, idOf } from '../../harness/entries.ts';
import { emptyState, fold } from '../../../shared/state/state.ts';
import { cpuMs, type Row } from '../measure.ts';

const count = 8_000;
const aCommit = 100;

const labels = { alertname: 'HighLatency', severity: 'warning', service: 'checkout', instance: 'db-k1', group: '0', region: 'eu-west-1' };
const alert = { action: 'trigger', dedupKey: 'k1', title: 'Latency of checkout is high', severity: 'info', labels, source: 'db-k1' };
const body = { title: alert.title, severity: 'info', service: 'checkout', policy: { id: 'payments', revision: 1 }, alert };
const [event] = eventsOf([{ type: 'incident.triggered', entity: { kind: 'incident', id: idOf('incident') }, body }]);

function anIncident(): Incident {
  const state = emptyState();
  if (event) {
    fold(state, event);
  }
  const [incident] = [...state.incidents.values()];
  if (!event || !incident) {
    throw new Error('The alert should open an incident.');
  }
  return incident;
}

/**
 * What an entry costs whoever keeps this log's promises, in CPU time, with none of what decides that it is to be written: its canonical
 * form, its hashes, its share of a signature, and its row with its incident's on a disk that is waited for.
 */
export async function entryCost(): Promise<Row[]> {
  const { log, seq, recordedAt, actor, verdict, ...author } = event ?? {};
  const relay = { log, seq, recordedAt, actor, verdict };
  const text = canonicalJson(author);
  const kept: Omit<StoredEvent, 'hash'> = {
    seq: 1,
    id: idOf('entry'),
    author: text,
    signature: 'x'.repeat(284),
    relay: canonicalJson(relay),
  };
  const each = Array.from({ length: count }, (_, i) => i);
  const sign = signerOf(newKeyPair().privateKey);
  const canonical = await cpuMs(async () => each.forEach(() => canonicalJson(author).length + canonicalJson(relay).length));
  const chained = await cpuMs(async () => each.forEach(() => sealEntry(genesisHash, kept, sha256OfText)));
  const texts = Array.from({ length: aCommit }, () => text);
  const signed = await cpuMs(async () => each.forEach((i) => i % aCommit === 0 && signTogether(texts, sign, sha256OfText)));
  const rows: Row[] = [
    { what: 'canonical form, both parts', us: perEntry(canonical) },
    { what: 'chained', us: perEntry(chained) },
    { what: 'signed, eight together', us: perEntry(signed) },
    { what: `on disk with its incident, ${aCommit} a commit`, us: perEntry(await written(kept)) },
  ];
  const all = rows.reduce((sum, { us }) => sum + Number(us), 0);
  return [...rows, { what: 'all', us: all, 'entries a CPU second': Math.round(1_000_000 / all) }];
}

function perEntry(ms: number): number {
  return Math.round((ms * 10_000) / count) / 10;
}

async function written(entry: Omit<StoredEvent, 'hash'>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'watchbell-bench-'));
  const store = new SqliteEventStore(join(folder, 'log.db'));
  const incident = anIncident();
  const seqs = Array.from({ length: count }, (_, i) => i + 1);
  const commits = seqs.map((seq) => ({
    entry: { ...entry, seq, id: newId(), hash: genesisHash },
    entity: { kind: 'incident' as const, id: newId() },
    type: 'incident.triggered',
    device: entry.id,
    deviceSeq: seq,
  }));
  const incidents = commits.map(({ entity, deviceSeq }) => ({ ...incident, id: entity.id, number: deviceSeq }));
  try {
    return await cpuMs(async () => {
      for (let from = 0; from < count; from += aCommit) {
        await store.append(commits.slice(from, from + aCommit), incidents.slice(from, from + aCommit));
      }
    });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
