import { describe, expect, it } from 'vitest';
import type { Commit, EventStore } from '../../relay/log/event-store.ts';
import { changeOf } from '../../relay/log/outbox.ts';
import { afterAttempt, claimed, waitingRow, type OutboxRow } from '../../shared/delivery/attempt.ts';
import { deliveryOfItself, laneOf, type Delivery } from '../../shared/delivery/delivery.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { incidentEvent, reduceIncident } from '../../shared/incident/reduce.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { sealEntry, verifyChain, genesis, type ChainHead } from '../../shared/log/chain.ts';
import { decodeEvent, type AuthorPart, type StoredEvent } from '../../shared/log/envelope.ts';
import { idOf, mondayNight } from '../harness/entries.ts';

const device = idOf('writer');

/** The next entry of a log: an incident, or something else of another kind. */
function commitAfter(
  head: ChainHead,
  log: string,
  name: string,
  kind: 'incident' | 'person' = 'incident',
  more: Pick<AuthorPart, 'mustUnderstand'> = {},
): Commit {
  const seq = head.seq + 1;
  const type = kind === 'incident' ? 'incident.triggered' : 'person.defined';
  const part: AuthorPart = {
    id: idOf(`entry-${name}`),
    device,
    deviceSeq: seq,
    type,
    version: 1,
    entity: { kind, id: name },
    base: { seq: head.seq, revision: 0, epoch: 0 },
    at: { wallMs: mondayNight, offsetMs: 0, uncertaintyMs: 0 },
    body:
      kind === 'incident'
        ? { title: name, severity: 'critical', service: 'checkout', policy: { id: 'payments', revision: 1 } }
        : { definition: { id: name, name, role: 'responder' } },
    ...more,
  };
  const relay = { log, seq, recordedAt: mondayNight + seq, actor: { kind: 'admin' }, verdict: 'applied' };
  const entry = sealEntry(head.hash, { seq, id: part.id, author: canonicalJson(part), signature: '', relay: canonicalJson(relay) });
  return { entry, entity: part.entity, type, device, deviceSeq: seq };
}

function deliveryOf(n: number): Delivery {
  const [id, stepId] = [idOf(`delivery-${n}`), idOf('step')];
  const to = { kind: 'person' as const, person: 'ana', channel: 'sms' as const };
  return {
    id,
    to,
    what: 'page',
    incident: 'down',
    epoch: 1,
    stepId,
    entry: idOf('entry-down'),
    page: n,
    reason: 'first',
    dueAt: mondayNight,
  };
}

function headAfter({ entry }: Commit, log: string): ChainHead {
  return { seq: entry.seq, hash: entry.hash, recordedAt: mondayNight + entry.seq, log };
}

function incidentOf(entry: StoredEvent, number: number): Incident {
  const event = incidentEvent(decodeEvent(entry));
  const incident = event && reduceIncident(undefined, event);
  if (!incident) {
    throw new Error('The entry is no incident.');
  }
  return { ...incident, number };
}

/** A store, and what a restart of the relay makes of it. */
export interface Opened {
  store: EventStore;
  again(): Promise<EventStore>;
}

/** What every place that keeps the relay's log must promise. */
export function eventStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(name, () => {
    it('[LOG5] begins empty, and ends where the last append ended', async () => {
      const { store } = await open();
      expect(store.head()).toEqual({ ...genesis, log: store.log });
      const first = commitAfter(store.head(), store.log, 'one');
      const second = commitAfter(headAfter(first, store.log), store.log, 'two');
      await store.append([first, second], [incidentOf(first.entry, 1), incidentOf(second.entry, 2)]);
      expect(store.head()).toEqual(headAfter(second, store.log));
      expect(verifyChain(genesis, store.read(0, 10)).broken).toBeUndefined();
      await store.close();
    });

    it('[LOG11] finds everything again after a restart', async () => {
      const { store, again } = await open();
      const { log } = store;
      const first = commitAfter(store.head(), log, 'one');
      await store.append([first], [incidentOf(first.entry, 1)]);
      const next = await again();
      expect(next.log).toBe(log);
      expect(next.head()).toEqual(headAfter(first, log));
      expect(next.incident('one')).toEqual(incidentOf(first.entry, 1));
      await next.close();
    });

    it('[LOG1] gives back the very bytes it was given, in order, page by page', async () => {
      const { store } = await open();
      const commits: Commit[] = [];
      let head = store.head();
      for (let i = 0; i < 25; i += 1) {
        const commit = commitAfter(head, store.log, `page-${i}`);
        commits.push(commit);
        head = headAfter(commit, store.log);
      }
      await store.append(commits, []);
      const pages = [store.read(0, 10), store.read(10, 10), store.read(20, 10), store.read(25, 10)];
      expect(pages.map((page) => page.length)).toEqual([10, 10, 5, 0]);
      expect(pages.flat()).toEqual(commits.map(({ entry }) => entry));
      expect(store.hashAt(7)).toBe(commits[6]?.entry.hash);
      expect(store.hashAt(26)).toBeUndefined();
      expect(store.find(idOf('entry-page-3'))?.seq).toBe(4);
      expect(store.find(idOf('nobody'))).toBeUndefined();
      await store.close();
    });

    it('[LOG5] keeps all of an append or none: one that does not follow the log leaves nothing behind', async () => {
      const { store } = await open();
      const first = commitAfter(store.head(), store.log, 'first');
      await store.append([first], [incidentOf(first.entry, 1)]);
      const next = commitAfter(headAfter(first, store.log), store.log, 'next');
      const again = { ...commitAfter(headAfter(next, store.log), store.log, 'again'), entry: { ...next.entry, seq: 3 } };
      await expect(store.append([next, again], [incidentOf(next.entry, 2)])).rejects.toThrow(/./);
      expect(store.head().seq).toBe(1);
      expect(store.incident('next')).toBeUndefined();
      await store.append([next], [incidentOf(next.entry, 2)]);
      expect(store.head().seq).toBe(2);
      await store.close();
    });

    it('[LOG11] knows each entity’s own entries, the definitions, and the last of each device', async () => {
      const { store } = await open();
      const person = commitAfter(store.head(), store.log, 'ana', 'person');
      const incident = commitAfter(headAfter(person, store.log), store.log, 'down');
      await store.append([person, incident], [incidentOf(incident.entry, 1)]);
      expect(store.readEntity({ kind: 'person', id: 'ana' })).toEqual([person.entry]);
      expect(store.readEntity({ kind: 'incident', id: 'ana' })).toEqual([]);
      expect(store.readDefinitions()).toEqual([person.entry]);
      expect(store.lastDeviceSeq(device)).toBe(2);
      expect(store.lastDeviceSeq('nobody')).toBe(0);
      await store.close();
    });

    it('[VER4] gives with the definitions what must be understood of incidents, and nothing that only speaks of it', async () => {
      const { store } = await open();
      const speaksOfIt = commitAfter(store.head(), store.log, '"mustUnderstand":true');
      const must = commitAfter(headAfter(speaksOfIt, store.log), store.log, 'must', 'incident', { mustUnderstand: true });
      const person = commitAfter(headAfter(must, store.log), store.log, 'ana', 'person');
      await store.append([speaksOfIt, must, person], []);
      expect(store.readDefinitions()).toEqual([must.entry, person.entry]);
      await store.close();
    });

    it('[LOG11] keeps every incident, and offers those that are open or were resolved lately', async () => {
      const { store } = await open();
      const open1 = commitAfter(store.head(), store.log, 'open');
      const old = commitAfter(headAfter(open1, store.log), store.log, 'old');
      const late = commitAfter(headAfter(old, store.log), store.log, 'late');
      const resolved = (commit: Commit, number: number, at: number): Incident => ({
        ...incidentOf(commit.entry, number),
        status: 'resolved',
        resolution: { at, via: 'window' },
      });
      const incidents = [incidentOf(open1.entry, 1), resolved(old, 2, 1000), resolved(late, 3, 3000)];
      await store.append([open1, old, late], incidents);
      expect(
        store
          .recentIncidents(2000)
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(['late', 'open']);
      expect(store.incident('old')).toEqual(incidents[1]);
      expect(store.incidentNumbered(incidents[1]?.number ?? 0)).toEqual(incidents[1]);
      expect(store.incidentNumbered(99)).toBeUndefined();
      const ofService = (service: string, since: number, most: number) => store.resolvedOf(service, since, most).map(({ id }) => id);
      expect([ofService('checkout', 2000, 9), ofService('checkout', 0, 9), ofService('checkout', 0, 1)]).toEqual([
        ['late'],
        ['late', 'old'],
        ['late'],
      ]);
      expect(ofService('billing', 0, 9)).toEqual([]);
      expect(store.lastIncidentNumber()).toBe(3);
      await store.close();
    });

    it('[DLV8] keeps a delivery with the entry that asks for it, once, and changes it only for whoever saw it last', async () => {
      const { store, again } = await open();
      const rows = [1, 2].map((n) => waitingRow(deliveryOf(n)));
      const [first, second] = rows as [OutboxRow, OutboxRow];
      const asks = { ...commitAfter(store.head(), store.log, 'down'), deliveries: rows };
      await store.append([asks], []);
      const refused = { ...asks, deliveries: [waitingRow(deliveryOf(3))] };
      await expect(store.append([refused], [])).rejects.toThrow(/./);
      expect(store.outbox.counts()).toMatchObject({ waiting: 2, sent: 0 });
      const taken = claimed(first, 'one', mondayNight);
      expect(await store.outbox.change([changeOf(first, taken), changeOf(first, claimed(first, 'two', mondayNight))])).toEqual([
        true,
        false,
      ]);
      expect(store.outbox.due('people', mondayNight, 10)).toEqual([second]);
      expect(store.outbox.due('programs', mondayNight, 10)).toEqual([]);
      const done = afterAttempt(taken, { outcome: 'sent', receipt: 'sms-1' }, { now: mondayNight + 1, jitter: 0, providers: ['one'] });
      const tells = {
        ...commitAfter(headAfter(asks, store.log), store.log, 'sent'),
        deliveries: [first],
        settles: [changeOf(taken, done)],
      };
      await store.append([tells], []);
      const next = await again();
      expect(next.outbox.find(first.delivery.id)).toEqual(done);
      expect(next.outbox.list({ limit: 10 }).map(({ state }) => state)).toEqual(['waiting', 'sent']);
      expect(next.outbox.sentSince('person:ana/sms', mondayNight)).toEqual([mondayNight + 1]);
      expect(next.outbox.openIn('person:ana/sms', 10)).toEqual([second]);
      expect(next.outbox.sentAbout('person:ana/sms', first.delivery.incident)).toEqual([done]);
      expect(next.outbox.sentAbout('person:ana/mail', first.delivery.incident)).toEqual([]);
      expect(next.outbox.nextAt()).toBe(mondayNight);
      await next.outbox.forget(mondayNight + 2);
      expect(next.outbox.counts()).toMatchObject({ waiting: 1, sent: 0 });
      await next.close();
    });

    it('[COM21] [COM30] takes what no entry asks for once for each id, also after a restart, and what is for who reads along apart', async () => {
      const { store, again } = await open();
      const letters = [
        waitingRow(deliveryOfItself(idOf('digest'), { kind: 'digest', digest: 'morning' }, 'digest', mondayNight)),
        waitingRow(deliveryOfItself(idOf('news'), { kind: 'subscription', subscription: idOf('jo') }, 'news', mondayNight)),
      ] as [OutboxRow, OutboxRow];
      await store.outbox.add(letters);
      const next = await again();
      const taken = claimed(letters[0], 'one', mondayNight);
      await next.outbox.change([changeOf(letters[0], taken)]);
      await next.outbox.add(letters);
      expect(next.outbox.find(idOf('digest'))).toEqual(taken);
      expect(next.outbox.due('people', mondayNight + 60_000, 10)).toEqual([taken]);
      expect(next.outbox.due('programs', mondayNight, 10)).toEqual([letters[1]]);
      expect(next.outbox.due('programs', mondayNight, 10, new Set([laneOf(letters[1].delivery)]))).toEqual([]);
      expect(next.outbox.openIn(laneOf(letters[1].delivery), 10)).toEqual([letters[1]]);
      await next.close();
    });

    it('[COM31] finds the incidents something stands in', async () => {
      const { store } = await open();
      const commit = commitAfter(store.head(), store.log, 'down');
      await store.append([commit], [incidentOf(commit.entry, 1)]);
      expect(store.recentIncidents(0, 'checkout')).toHaveLength(1);
      expect(store.recentIncidents(0, 'public-status')).toEqual([]);
      await store.close();
    });
  });
}
