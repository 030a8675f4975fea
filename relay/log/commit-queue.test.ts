import { expect, it } from 'vitest';
import { RelayLog } from '../../test/harness/relay-log.ts';

it('tells of what a commit brought in order and in bits, each entry with what it says, before all is settled', async () => {
  const log = RelayLog.enrolled();
  await log.ledger.settled();
  const told: { seqs: number[]; isSame: boolean }[] = [];
  log.ledger.subscribe((entries, events) =>
    told.push({
      seqs: entries.map(({ seq }) => seq),
      isSame: events.every(({ seq, id }, i) => seq === entries[i]?.seq && id === entries[i].id),
    }),
  );
  const from = log.ledger.head.seq + 1;
  Array.from({ length: 350 }, () => log.trigger());
  const later = log.ledger.durableNow().then(() => log.trigger());
  await log.ledger.settled();
  await later;
  await log.ledger.settled();
  expect(told.flatMap(({ seqs }) => seqs)).toEqual(Array.from({ length: 351 }, (_, i) => from + i));
  expect(told.every(({ isSame }) => isSame)).toBe(true);
  expect(Math.max(...told.map(({ seqs }) => seqs.length))).toBe(100);
});
