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

it('[LOG28] takes a disk that refused a commit at its word no longer than that commit: what it holds is durable', async () => {
  const log = await RelayLog.withSample();
  const incident = log.trigger();
  const device = log.enrol('ana');
  const acknowledgement = device.acknowledges(incident);
  await log.take(device, acknowledgement).durable;
  log.store.failure = 'disk full';
  log.trigger();
  const refused = log.ledger.durableNow();
  await expect(refused).rejects.toThrow('disk full');
  await log.ledger.settled();
  const { outcome, durable } = log.take(device, acknowledgement);
  expect(outcome.outcome).toBe('recorded');
  expect(await durable).toBeUndefined();
  expect(await log.ledger.durableNow()).toBeUndefined();
});
