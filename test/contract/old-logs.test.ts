import { expect, it } from 'vitest';
import { Replica } from '../../main/store/replica.ts';
import { SqliteReplicaStore } from '../../main/store/sqlite-replica-store.ts';
import { Auditor } from '../../relay/cli/audit/auditor.ts';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { peopleOnCall } from '../../shared/schedule/on-call.ts';
import { HOUR_MS } from '../../shared/time/instant.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { idOf, mondayNight } from '../harness/entries.ts';
import { writeFirstSchema } from '../harness/first-schema.ts';
import { incidentsThen, oldLog, oldLogNames } from '../harness/old-logs.ts';
import { RelayLog } from '../harness/relay-log.ts';
import { stateHash } from '../harness/state-hash.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

it.each(oldLogNames)('[VER7] opens the relay’s folder with the log %s, and a laptop copies it', async (name) => {
  const [entries, then] = [oldLog(name), incidentsThen(name)];
  const store = new SqliteEventStore(writeFirstSchema(temporaryFolder(), entries, []));
  const relay = new RelayLog(store);
  expect(verifyChain(genesis, store.read(0, 1000))).toMatchObject({ head: { seq: entries.length, hash: store.head().hash } });
  expect(store.read(0, 1000)).toEqual(entries);
  expect(new Auditor().take(entries)).toBeUndefined();

  const { state } = relay.ledger;
  expect([...state.incidents.values()].toSorted((a, b) => a.number - b.number)).toMatchObject(then);
  const schedule = find(state.workspace, 'schedule', 'payments-primary');
  const at = (hours: number) => schedule && peopleOnCall(schedule, mondayNight + hours * HOUR_MS, 'on-call');
  // Bo stands in for eight hours, an hour after what happened in the night.
  expect([at(0), at(3)]).toEqual([['ana'], ['bo']]);
  expect(schedule?.layers.map(({ members }) => members[0]?.person)).toEqual(['ana']);
  expect(state.handoffs.get('monday')).toMatchObject({ from: 'ana', to: 'bo', status: 'accepted' });
  expect(state.notUnderstood).toEqual([]);

  const author = {
    device: idOf('laptop'),
    person: 'ana',
    verify: () => true,
    sign: () => 'c2ln',
    newId: () => idOf('id'),
    wallMs: () => mondayNight,
  };
  const laptop = new Replica(new SqliteReplicaStore(temporaryFolder(), () => mondayNight), author);
  expect(laptop.receive(store.read(0, 1000))).toBeUndefined();
  expect(stateHash(laptop.view)).toBe(stateHash(state));
  laptop.close();

  // And it goes on: the next entry follows the old ones.
  const ana = relay.enrol('ana');
  const open = then.find(({ status }) => status === 'triggered');
  expect(relay.take(ana, ana.acknowledges(open?.id ?? '', open?.epoch)).outcome).toMatchObject({ verdict: 'applied' });
  await relay.ledger.settled();
  expect(verifyChain(genesis, store.read(0, 1000)).head.seq).toBe(entries.length + 2);
  await store.close();
});

it('[VER7] takes no incident from what an earlier version folded, only from the log', async () => {
  const [name = ''] = oldLogNames;
  const wrong = incidentsThen(name).map((incident) => ({ ...incident, title: 'Something else', status: 'resolved' as const }));
  const store = new SqliteEventStore(writeFirstSchema(temporaryFolder(), oldLog(name), wrong));
  expect(store.recentIncidents(0).toSorted((a, b) => a.number - b.number)).toMatchObject(incidentsThen(name));
  await store.close();
});
