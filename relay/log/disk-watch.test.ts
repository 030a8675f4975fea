import { expect, it } from 'vitest';
import { FakeClock } from '../../test/harness/fake-clock.ts';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { DiskWatch } from './disk-watch.ts';

const full = 'ENOSPC: no space left on device';

async function watched() {
  const log = await RelayLog.withSample();
  const clock = new FakeClock(mondayNight);
  const troubles: string[] = [];
  const watch = new DiskWatch({ store: log.store, ledger: log.ledger, clock, onTrouble: (message) => void troubles.push(message) });
  watch.start();
  await clock.settle();
  return { log, clock, watch, troubles };
}

it('[LOG28] notices within a minute, without any alert, that the disk takes nothing, says so once, and that it takes it again', async () => {
  const { log, clock, watch, troubles } = await watched();
  expect(watch.refuses).toBe(false);
  log.store.failure = full;
  await clock.forward(MINUTE_MS);
  expect(watch.refuses).toBe(true);
  await clock.forward(10 * MINUTE_MS);
  expect(troubles).toHaveLength(1);
  log.store.failure = undefined;
  await clock.forward(MINUTE_MS);
  expect(watch.refuses).toBe(false);
  watch.stop();
});

it('[LOG28] notices at once when something that was recorded could not be written, and when it can', async () => {
  const { log, watch } = await watched();
  log.store.failure = full;
  log.trigger();
  await log.ledger.settled();
  expect(watch.refuses).toBe(true);
  log.store.failure = undefined;
  log.trigger();
  await log.ledger.settled();
  expect(watch.refuses).toBe(false);
  watch.stop();
});

it('[LOG28] says nothing any more once it was stopped', async () => {
  const { log, clock, watch, troubles } = await watched();
  watch.stop();
  log.store.failure = full;
  await clock.forward(5 * MINUTE_MS + SECOND_MS);
  expect([watch.refuses, troubles]).toEqual([false, []]);
});
