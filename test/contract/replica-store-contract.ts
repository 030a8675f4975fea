import { describe, expect, it } from 'vitest';
import type { ReplicaStore, Returned } from '../../main/store/replica-store.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { genesis } from '../../shared/log/chain.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { entriesOf, eventsOf, idOf, log, mondayNight } from '../harness/entries.ts';
import { pendingCommand } from '../harness/pending-command.ts';
import { acknowledged, folded, resolved, triggered } from '../harness/folding.ts';

/** How a copy under contract is opened; `again` opens what an earlier one left, as after a restart. */
export interface OpenedReplica {
  store: ReplicaStore;
  again(): ReplicaStore;
}

const team = { kind: 'team' as const, id: 't' };
const sketches = [{ type: 'team.removed', entity: team }, triggered(), acknowledged(1), triggered({}, 'incident-2')];
const entries = entriesOf(sketches);
const { state } = folded(sketches);
const incidents = [...state.incidents.values()];

const returned = (id: number, outcome: Returned['outcome'] = 'parked'): Returned => ({
  id: idOf(id),
  outcome,
  why: 'It has rung again since.',
  at: mondayNight,
  author: '{}',
});
const change = (more: Partial<Parameters<ReplicaStore['confirm']>[0]> = {}) => ({
  entries: [],
  incidents: [],
  settled: [],
  returned: [],
  ...more,
});
const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id);

/** What every place a desktop keeps its copy in must promise. */
export function replicaStoreContract(name: string, open: () => OpenedReplica): void {
  describe(name, () => {
    it('[SYN15] is empty at first', () => {
      const { store } = open();
      expect(store.load(0)).toEqual({
        log: undefined,
        head: genesis,
        definitions: [],
        incidents: [],
        lastIncidentNumber: 0,
        pending: [],
        provisional: [],
        returned: [],
        rung: new Map(),
        lastDeviceSeq: 0,
        clockOffsetMs: 0,
        heldFrom: 1,
        isFoldedOtherwise: false,
      });
      store.close();
    });

    it('[SYN15] keeps what the relay confirmed, and starts from it after a restart', () => {
      const { store, again } = open();
      store.confirm(change({ entries: entries.slice(0, 2), incidents: incidents.slice(0, 1) }));
      store.confirm(change({ entries: entries.slice(2), incidents }));
      const reopened = again();
      const kept = reopened.load(0);
      expect(kept.head).toEqual({ seq: 4, hash: entries[3]?.hash, recordedAt: mondayNight + 4, log });
      expect(kept.log).toBe(log);
      expect(kept.definitions).toEqual(entries.slice(0, 1));
      expect(kept.incidents).toEqual(incidents);
      expect(kept.lastIncidentNumber).toBe(2);
      expect(reopened.read(1, 2)).toEqual(entries.slice(1, 3));
      expect(reopened.readEntity({ kind: 'incident', id: 'incident-1' })).toEqual(entries.slice(1, 3));
      expect(reopened.readEntity(team)).toEqual(entries.slice(0, 1));
      expect([reopened.incident('incident-2'), reopened.incident('nobody-knows')]).toEqual([incidents[1], undefined]);
      reopened.close();
    });

    it('[VER4] gives with the definitions what must be understood of incidents', () => {
      const { store, again } = open();
      const more = entriesOf([...sketches, { type: 'incident.teleported', mustUnderstand: true }]);
      store.confirm(change({ entries: more, incidents }));
      const reopened = again();
      expect(reopened.load(0).definitions).toEqual([more[0], more[4]]);
      reopened.close();
    });

    it('[SYN15] starts with what is open or was resolved lately, and still finds the rest', () => {
      const { store, again } = open();
      const over = folded([...sketches, { ...resolved(1), recordedAt: mondayNight + 10 }]).state.incidents.get('incident-1');
      store.confirm(change({ entries, incidents: over ? [over, ...incidents.slice(1)] : [] }));
      const reopened = again();
      expect(ids(reopened.load(mondayNight + 11).incidents)).toEqual(['incident-2']);
      expect(ids(reopened.load(mondayNight + 10).incidents).toSorted()).toEqual(['incident-1', 'incident-2']);
      expect(reopened.incident('incident-1')?.status).toBe('resolved');
      expect(ids(reopened.resolvedOf('checkout', mondayNight + 10, 9))).toEqual(['incident-1']);
      expect(reopened.resolvedOf('checkout', mondayNight + 11, 9)).toEqual([]);
      expect(reopened.resolvedOf('billing', 0, 9)).toEqual([]);
      reopened.close();
    });

    it('[SYN1] keeps what waits for the relay, in order, until the relay has it', () => {
      const { store, again } = open();
      [1, 2, 3].forEach((id) => store.addPending(pendingCommand(id), id));
      store.confirm(change({ settled: [idOf(2)] }));
      expect(store.load(0).pending).toEqual([pendingCommand(1), pendingCommand(3)]);
      const reopened = again();
      expect(reopened.load(0).pending).toEqual([pendingCommand(1), pendingCommand(3)]);
      expect(reopened.load(0).lastDeviceSeq).toBe(3);
      reopened.close();
    });

    it('[SYN20] puts commands counted anew in the place of the old ones', () => {
      const { store, again } = open();
      [1, 2, 3].forEach((id) => store.addPending(pendingCommand(id), id));
      const anew = [2, 3].map((id) => pendingCommand(id, 'counted anew'));
      store.renumber(anew, 12);
      expect(store.load(0).pending).toEqual([pendingCommand(1), ...anew]);
      const reopened = again();
      expect(reopened.load(0).pending).toEqual([pendingCommand(1), ...anew]);
      expect(reopened.load(0).lastDeviceSeq).toBe(12);
      reopened.close();
    });

    it('[LOG17] keeps what the relay signed: the last day whole, of earlier days the last word, also after starting over', () => {
      const { store, again } = open();
      const checkpoint = (seq: number, at: number) => ({ log, seq, hash: String(seq).padStart(64, '0'), at, signature: 'c2ln' });
      const old = [0, 1, 2].flatMap((day) => [1, 2, 3].map((n) => checkpoint(10 * day + n, mondayNight + day * DAY_MS + n)));
      old.forEach((each) => store.keepCheckpoint(each));
      store.keepCheckpoint(old.at(-1) ?? checkpoint(1, 1));
      const kept = [3, 13, 21, 22, 23];
      expect(store.checkpoints().map(({ seq }) => seq)).toEqual(kept);
      store.startOver();
      const reopened = again();
      expect(reopened.checkpoints().map(({ seq }) => seq)).toEqual(kept);
      expect(reopened.checkpoints()[0]).toEqual(checkpoint(3, mondayNight + 3));
      reopened.close();
    });

    it('[SYN18] knows the hash of every entry it holds', () => {
      const { store } = open();
      store.confirm(change({ entries, incidents }));
      expect([0, 1, 4, 5].map((seq) => store.hashAt(seq))).toEqual([undefined, entries[0]?.hash, entries[3]?.hash, undefined]);
      store.close();
    });

    it('[SYN21] begins with a snapshot, goes on from it, and takes in what came before', () => {
      const { store, again } = open();
      const head = { seq: 3, hash: entries[2]?.hash ?? '', recordedAt: mondayNight + 3, log };
      store.addPending(pendingCommand(77), 1);
      store.adopt({ head, definitions: entries.slice(0, 1), incidents: incidents.slice(0, 1).map((incident) => JSON.stringify(incident)) });
      const check = (each: ReplicaStore) => {
        expect(each.load(0)).toMatchObject({ head, log, heldFrom: 4, lastIncidentNumber: 1 });
        expect(each.load(0).definitions).toEqual(entries.slice(0, 1));
        expect(each.load(0).incidents).toEqual(incidents.slice(0, 1));
        expect(ids(each.load(0).pending)).toEqual([idOf(77)]);
        expect([1, 2, 3].map((seq) => each.hashAt(seq))).toEqual([entries[0]?.hash, undefined, head.hash]);
      };
      check(store);
      const reopened = again();
      check(reopened);
      reopened.confirm(change({ entries: entries.slice(3), incidents }));
      expect(reopened.load(0)).toMatchObject({ head: { seq: 4, hash: entries[3]?.hash }, heldFrom: 4 });
      reopened.addEarlier(entries.slice(1, 3));
      expect(reopened.load(0).heldFrom).toBe(2);
      reopened.addEarlier(entries.slice(0, 1));
      expect(reopened.load(0)).toMatchObject({ heldFrom: 1, head: { seq: 4 } });
      expect(reopened.read(0, 10)).toEqual(entries);
      reopened.startOver();
      expect(reopened.load(0)).toMatchObject({ head: genesis, heldFrom: 1, definitions: [], incidents: [] });
      reopened.close();
    });

    it('[SYN22] lets go of what is old, and is then as one that began with a snapshot, but for what somebody may still look at', () => {
      const { store, again } = open();
      const over = incidents.map((incident): Incident => ({ ...incident, status: 'resolved', resolution: { at: 5, via: 'window' } }));
      const head = { seq: 3, hash: entries[2]?.hash ?? '', recordedAt: mondayNight + 3, log };
      store.confirm(change({ entries, incidents }));
      store.letGo({ ...head, seq: 2, hash: entries[1]?.hash ?? '' }, 0);
      expect([store.load(0).heldFrom, ids(store.readEntity({ kind: 'incident', id: 'incident-1' }))]).toEqual([
        3,
        ids(entries.slice(1, 3)),
      ]);
      store.confirm(change({ incidents: over }));
      store.letGo(head, 5);
      expect(store.read(0, 10)).toEqual(entries);
      store.letGo(head, 6);
      const reopened = again();
      const kept = reopened.load(0);
      expect(reopened.read(0, 10)).toEqual([entries[0], entries[3]]);
      expect([1, 2, 3, 4].map((seq) => reopened.hashAt(seq))).toEqual([entries[0]?.hash, undefined, head.hash, entries[3]?.hash]);
      for (let found = reopened.inspectOn(); found !== 'sound'; found = reopened.inspectOn()) {
        expect(found).toBe('more');
      }
      reopened.startOver();
      reopened.adopt({ head, definitions: entries.slice(0, 1), incidents: over.map((incident) => JSON.stringify(incident)) });
      reopened.confirm(change({ entries: entries.slice(3) }));
      expect(reopened.load(0)).toEqual(kept);
      reopened.addEarlier(entries.slice(1, 3));
      expect(reopened.read(0, 10)).toEqual(entries);
      reopened.close();
    });

    it('[SYN3] gives back what was refused or parked, until its author has dealt with it', () => {
      const { store, again } = open();
      store.addPending(pendingCommand(1), 1);
      store.addPending(pendingCommand(2), 2);
      store.giveBack(returned(1, 'refused'));
      store.confirm(change({ settled: [idOf(2)], returned: [returned(2)] }));
      const reopened = again();
      expect(reopened.load(0).pending).toEqual([]);
      expect(reopened.load(0).returned.toSorted((a, b) => a.outcome.localeCompare(b.outcome))).toEqual([
        returned(2),
        returned(1, 'refused'),
      ]);
      reopened.dismiss(idOf(2));
      expect(ids(reopened.load(0).returned)).toEqual([idOf(1)]);
      reopened.close();
    });

    it('[RING4] remembers what it rang, what its own engine found, and how far its clock is off', () => {
      const { store, again } = open();
      const provisional = eventsOf([triggered()]);
      store.setRung('incident-1', { stepId: idOf('s'), pages: 3, lastAt: 7 });
      store.setRung('incident-2', { stepId: idOf('s'), pages: 1, lastAt: 8 });
      store.setRung('incident-2', undefined);
      store.setProvisional(provisional);
      store.setClockOffset(-7200_000);
      const reopened = again();
      const kept = reopened.load(0);
      expect(kept.rung).toEqual(new Map([['incident-1', { stepId: idOf('s'), pages: 3, lastAt: 7 }]]));
      expect(kept.provisional).toEqual(provisional);
      expect(kept.clockOffsetMs).toBe(-7200_000);
      reopened.close();
    });

    it('[SYN7] starts over with an empty copy, and keeps all that was added here', () => {
      const { store, again } = open();
      store.confirm(change({ entries, incidents, returned: [returned(9)] }));
      [1, 2].forEach((id) => store.addPending(pendingCommand(id), id));
      store.setRung('incident-1', { stepId: idOf('s'), pages: 3, lastAt: 7 });
      store.setClockOffset(5);
      store.startOver();
      const check = (each: ReplicaStore) => {
        const kept = each.load(0);
        expect(kept).toMatchObject({ log: undefined, head: genesis, definitions: [], incidents: [], lastIncidentNumber: 0 });
        expect(kept.pending).toEqual([pendingCommand(1), pendingCommand(2)]);
        expect(kept.returned).toEqual([returned(9)]);
        expect([...kept.rung.keys()]).toEqual(['incident-1']);
        expect([kept.lastDeviceSeq, kept.clockOffsetMs]).toEqual([2, 5]);
      };
      check(store);
      store.addPending(pendingCommand(3), 3);
      const reopened = again();
      expect(ids(reopened.load(0).pending)).toEqual([idOf(1), idOf(2), idOf(3)]);
      reopened.confirm(change({ entries, incidents, settled: [idOf(3)] }));
      expect(reopened.load(0).head.seq).toBe(4);
      reopened.close();
    });
  });
}
