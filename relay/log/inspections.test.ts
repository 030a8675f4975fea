import { expect, it } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { FakeClock } from '../../test/harness/fake-clock.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { Inspections } from './inspections.ts';

function inspected() {
  const clock = new FakeClock(mondayNight);
  const log = { damage: undefined as string | undefined, failure: undefined as string | undefined, looks: 0 };
  const told: string[] = [];
  const inspections = new Inspections({
    file: '/data/log.db',
    clock,
    inspect: () => {
      log.looks += 1;
      return log.failure === undefined
        ? Promise.resolve({ entries: 1, head: '', log: '', damage: log.damage })
        : Promise.reject(new Error(log.failure));
    },
    onTrouble: (message, error) => void told.push(`${message} ${String(error)}`),
  });
  return { clock, log, told, inspections };
}

it('[LOG26] looks through the log after the start and once a day, and tells of damage once a day', async () => {
  const { clock, log, told, inspections } = inspected();
  expect(inspections.found).toBe('not inspected yet');
  inspections.start();
  await clock.settle();
  expect(inspections.found).toBe('sound');
  log.damage = 'Entry 7 was changed after it was recorded: its hash does not match.';
  await clock.forward(DAY_MS + MINUTE_MS);
  expect([log.looks, inspections.found]).toEqual([2, 'damaged']);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('Entry 7 was changed');
  expect(told[0]).toContain('watchbell restore BACKUP --data /data');
  await clock.forward(DAY_MS);
  expect(told).toHaveLength(2);
  inspections.stop();
  await clock.forward(DAY_MS);
  expect(log.looks).toBe(3);
});

it('[LOG26] takes a look that failed for no damage, and tries again', async () => {
  const { clock, log, told, inspections } = inspected();
  log.failure = 'EMFILE: too many open files';
  inspections.start();
  await clock.settle();
  expect(inspections.found).toBe('not inspected yet');
  expect(told[0]).toContain('could not be inspected');
  log.failure = undefined;
  await clock.forward(6 * MINUTE_MS);
  expect(inspections.found).toBe('sound');
});
