import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MemoryReplicaStore } from '../../main/store/memory-replica-store.ts';
import { SqliteReplicaStore } from '../../main/store/sqlite-replica-store.ts';
import { idOf, mondayNight } from '../harness/entries.ts';
import { pendingCommand } from '../harness/pending-command.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { replicaStoreContract } from './replica-store-contract.ts';

const now = () => mondayNight;
const pendingIn = (store: SqliteReplicaStore) => store.load(0).pending.map(({ id }) => id);

replicaStoreContract('the copy in memory', () => {
  const store = new MemoryReplicaStore();
  return { store, again: () => store };
});

replicaStoreContract('the copy in SQLite', () => {
  const folder = temporaryFolder();
  const store = new SqliteReplicaStore(folder, now);
  return {
    store,
    again: () => {
      store.close();
      return new SqliteReplicaStore(folder, now);
    },
  };
});

it.each([
  ['overwritten', (file: string) => writeFileSync(file, 'x'.repeat(20_000))],
  ['emptied', (file: string) => writeFileSync(file, '')],
  [
    'damaged in the middle',
    (file: string) => {
      const bytes = readFileSync(file);
      bytes.fill(0x5a, 4096, bytes.length);
      writeFileSync(file, bytes);
    },
  ],
])('[SYN8] rebuilds a copy that was %s, puts the damaged one aside, and still has what waits for the relay', (_, damage) => {
  const folder = temporaryFolder();
  const store = new SqliteReplicaStore(folder, now);
  [1, 2, 3].forEach((id) => store.addPending(pendingCommand(id), id));
  store.giveBack({ id: idOf(2), outcome: 'refused', why: 'no', at: mondayNight, author: '{}' });
  store.close();
  damage(join(folder, 'replica.db'));
  const rebuilt = new SqliteReplicaStore(folder, now);
  expect(pendingIn(rebuilt)).toEqual([idOf(1), idOf(3)]);
  expect(rebuilt.load(0).head.seq).toBe(0);
  rebuilt.addPending(pendingCommand(4), 4);
  expect(pendingIn(rebuilt)).toEqual([idOf(1), idOf(3), idOf(4)]);
  rebuilt.close();
});

it('[SYN8] keeps the damaged copy for whoever wants to look at it', () => {
  const folder = temporaryFolder();
  new SqliteReplicaStore(folder, now).close();
  writeFileSync(join(folder, 'replica.db'), 'nonsense '.repeat(3000));
  new SqliteReplicaStore(folder, now).close();
  expect(readdirSync(folder).filter((name) => name.startsWith('replica-set-aside-'))).toContain(`replica-set-aside-${mondayNight}.db`);
});

it.each(['null', '42', '{"add":null,"deviceSeq":1}', JSON.stringify({ add: { ...pendingCommand(9), author: '{}' }, deviceSeq: 9 })])(
  '[SYN8] starts though a line of what waits reads %s, and keeps that beside it',
  (line) => {
    const folder = temporaryFolder();
    const store = new SqliteReplicaStore(folder, now);
    store.addPending(pendingCommand(1), 1);
    store.close();
    const file = join(folder, 'pending.ndjson');
    appendFileSync(file, `${line}\n${JSON.stringify({ add: pendingCommand(2), deviceSeq: 2 })}\n`);
    const reopened = new SqliteReplicaStore(folder, now);
    expect(pendingIn(reopened)).toEqual([idOf(1), idOf(2)]);
    reopened.close();
    expect(readFileSync(`${file}.unreadable`, 'utf8')).toBe(`${line}\n`);
  },
);

it('[SYN8] drops a line that was cut short before it was answered for, and no other', () => {
  const folder = temporaryFolder();
  const store = new SqliteReplicaStore(folder, now);
  [1, 2].forEach((id) => store.addPending(pendingCommand(id), id));
  store.close();
  const file = join(folder, 'pending.ndjson');
  const whole = JSON.stringify({ add: pendingCommand(3), deviceSeq: 3 });
  appendFileSync(file, whole.slice(0, whole.length / 2));
  const reopened = new SqliteReplicaStore(folder, now);
  expect(pendingIn(reopened)).toEqual([idOf(1), idOf(2)]);
  reopened.addPending(pendingCommand(4), 4);
  reopened.close();
  const again = new SqliteReplicaStore(folder, now);
  expect(pendingIn(again)).toEqual([idOf(1), idOf(2), idOf(4)]);
  again.close();
});

it('[SYN8] has what waits for the relay in a file that only its owner may read', () => {
  const folder = temporaryFolder();
  const store = new SqliteReplicaStore(folder, now);
  store.addPending(pendingCommand(1), 1);
  store.close();
  const lines = readFileSync(join(folder, 'pending.ndjson'), 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([{ add: pendingCommand(1), deviceSeq: 1 }]);
});

it('[SYN8] does not grow the file of what waits without end', () => {
  const folder = temporaryFolder();
  const store = new SqliteReplicaStore(folder, now);
  store.addPending(pendingCommand(-1), 1);
  for (let id = 0; id < 1100; id += 1) {
    store.addPending(pendingCommand(id), id + 2);
    store.confirm({ entries: [], incidents: [], settled: [idOf(id)], returned: [] });
  }
  expect(readFileSync(join(folder, 'pending.ndjson'), 'utf8').split('\n').length).toBeLessThan(500);
  expect(pendingIn(store)).toEqual([idOf(-1)]);
  store.close();
});
