import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { FakeClock } from '../../test/harness/fake-clock.ts';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { scheduleBackups } from './backup-schedule.ts';
import { tooMany } from './thinning.ts';
import { backupMoment, backupName } from './verify-backup.ts';

/** Hourly backups that are nothing but their folder; `failure` makes them fail. */
function scheduled(folder = join(temporaryFolder(), 'backups')) {
  const clock = new FakeClock(mondayNight);
  const troubles: string[] = [];
  const disk = { failure: undefined as string | undefined, taken: 0 };
  const schedule = scheduleBackups({
    data: '/data',
    folder,
    everyMs: HOUR_MS,
    version: '1',
    clock,
    take: ({ to }) => {
      if (disk.failure !== undefined) {
        return Promise.reject(new Error(disk.failure));
      }
      mkdirSync(to);
      disk.taken += 1;
      return Promise.resolve();
    },
    onTrouble: (message) => void troubles.push(message),
  });
  return { clock, troubles, disk, schedule, folder };
}

it('[LOG22] takes one at the start and one an hour, keeps the newest 24 and one a day for 30 days', async () => {
  const { clock, schedule, folder, disk, troubles } = scheduled();
  schedule.start();
  await clock.forward(2 * DAY_MS);
  schedule.stop();
  expect(disk.taken).toBe(49);
  const names = readdirSync(folder).toSorted();
  // The first day's newest, which the newest 24 leave out, and those.
  expect(names).toHaveLength(25);
  expect(names.at(-1)).toBe('backup-2026-11-25T020000Z');
  expect(names.slice(0, 2)).toEqual(['backup-2026-11-23T230000Z', 'backup-2026-11-24T030000Z']);
  expect([schedule.failures, schedule.failure, troubles]).toEqual([0, undefined, []]);
});

it('[LOG22] tells of one that failed, tries again in five minutes, and takes none of the others away', async () => {
  const { clock, schedule, folder, disk, troubles } = scheduled();
  schedule.start();
  await clock.forward(30 * HOUR_MS);
  const before = readdirSync(folder);
  disk.failure = 'ENOSPC: no space left on device';
  await clock.forward(HOUR_MS);
  expect(schedule.failure).toBe(disk.failure);
  expect(schedule.lastGoodAt).toBe(mondayNight + 30 * HOUR_MS);
  expect(troubles[0]).toContain('failed; it is tried again within five minutes');
  expect(schedule.failures).toBeLessThanOrEqual(13);
  expect(readdirSync(folder)).toEqual(before);
  disk.failure = undefined;
  await clock.forward(6 * MINUTE_MS);
  expect(schedule.failure).toBeUndefined();
  schedule.stop();
});

it('[LOG22] goes on from the newest one after a restart, and forgets what a killed one left', async () => {
  const { clock, schedule, folder, disk } = scheduled();
  mkdirSync(join(folder, backupName(mondayNight - 30 * MINUTE_MS)), { recursive: true });
  const [old, young] = ['backup-2026-11-20T000000Z.7.part', 'backup-2026-11-23T015900Z.8.part'].map((name) => join(folder, name));
  [old, young].forEach((part) => mkdirSync(part ?? ''));
  utimesSync(old ?? '', (mondayNight - 3 * DAY_MS) / 1000, (mondayNight - 3 * DAY_MS) / 1000);
  utimesSync(young ?? '', mondayNight / 1000, mondayNight / 1000);
  const again = scheduled(folder);
  again.schedule.start();
  await again.clock.forward(29 * MINUTE_MS);
  expect(again.disk.taken).toBe(0);
  await again.clock.forward(2 * MINUTE_MS);
  expect(again.disk.taken).toBe(1);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual(['backup-2026-11-23T015900Z.8.part']);
  again.schedule.stop();
  expect([clock.now(), schedule.failures, disk.taken]).toEqual([mondayNight, 0, 0]);
});

it('[LOG22] thins by what was taken when, and touches no other folder', () => {
  const hourly = Array.from({ length: 24 * 60 }, (_, i) => mondayNight - i * HOUR_MS);
  const gone = new Set(tooMany(hourly, mondayNight));
  const left = hourly.filter((moment) => !gone.has(moment));
  expect(left.length).toBe(24 + 29);
  expect(left.slice(0, 24)).toEqual(hourly.slice(0, 24));
  expect(tooMany(left, mondayNight)).toEqual([]);
  expect(backupMoment(backupName(mondayNight))).toBe(mondayNight);
  expect(['backup-old', 'backup-2026-11-23T020000Z.1.part', 'mine'].map(backupMoment)).toEqual([undefined, undefined, undefined]);
});
