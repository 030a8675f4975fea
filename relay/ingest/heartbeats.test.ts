import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Alert } from '../../shared/alert/alert.ts';
import type { Heartbeat } from '../../shared/alert/heartbeat.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { FakeClock } from '../../test/harness/fake-clock.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { Heartbeats } from './heartbeats.ts';

const backup: Heartbeat = {
  id: 'backup',
  name: 'Nightly backup',
  service: 'db',
  everyMs: 5 * MINUTE_MS,
  graceMs: MINUTE_MS,
  severity: 'critical',
};

/** Heartbeats listened for by a clock one sets, with the alerts they made. */
function listening({ clock = new FakeClock(mondayNight), folder }: { clock?: FakeClock; folder?: string } = {}) {
  const alerts: Alert[] = [];
  const open = new Set<string>();
  const troubles: string[] = [];
  const disk = { refuses: false };
  const defined = [backup];
  const heartbeats = new Heartbeats({
    folder,
    clock,
    defined: () => defined,
    isAlerting: ({ id }) => open.has(id),
    accept: async ({ id }, alert) => {
      if (disk.refuses) {
        throw new Error('ENOSPC');
      }
      alerts.push(alert);
      open[alert.action === 'trigger' ? 'add' : 'delete'](id);
    },
    onTrouble: (message) => troubles.push(message),
  });
  heartbeats.start();
  const actions = () => alerts.map(({ action }) => action);
  return { clock, heartbeats, alerts, actions, open, troubles, disk, defined };
}

it('[ALR29] makes one alert of a heart that is missing, and resolves it when it beats again', async () => {
  const { clock, heartbeats, alerts, actions } = listening();
  await heartbeats.beat('backup');
  await clock.forward(5 * MINUTE_MS + 59 * SECOND_MS);
  expect(actions()).toEqual([]);
  await clock.forward(HOUR_MS);
  expect(alerts).toMatchObject([
    {
      action: 'trigger',
      dedupKey: 'heartbeat:backup',
      severity: 'critical',
      summary: 'Nightly backup is silent: no heartbeat for 5m and 1m more',
      details: { expectedEvery: '5m', lastHeard: '2026-11-23T02:00:00.000Z' },
    },
  ]);
  expect(await heartbeats.beat('Nightly Backup')).toBeUndefined();
  expect(actions()).toEqual(['trigger', 'resolve']);
  await clock.forward(HOUR_MS);
  expect(actions()).toEqual(['trigger', 'resolve', 'trigger']);
});

it('[ALR29] is quiet about a heart that beats, and about one whose alert somebody resolved though it is still silent', async () => {
  const { clock, heartbeats, actions, open } = listening();
  for (let i = 0; i < 20; i += 1) {
    await clock.forward(4 * MINUTE_MS);
    await heartbeats.beat('backup');
  }
  expect(actions()).toEqual([]);
  await clock.forward(HOUR_MS);
  open.clear();
  await clock.forward(HOUR_MS);
  expect(actions()).toEqual(['trigger']);
});

it('[ALR29] pages nobody for the time it could not listen: after a restart and after a sleep silence counts anew', async () => {
  const folder = temporaryFolder();
  const first = listening({ folder });
  await first.heartbeats.beat('backup');
  first.heartbeats.stop();
  const clock = new FakeClock(mondayNight + 10 * HOUR_MS);
  const { heartbeats, actions } = listening({ clock, folder });
  expect(heartbeats.standing()).toEqual([
    { id: 'backup', name: 'Nightly backup', state: 'on-time', isAlerting: false, lastBeat: mondayNight },
  ]);
  await clock.forward(4 * MINUTE_MS);
  clock.sleep(HOUR_MS);
  await clock.forward(5 * MINUTE_MS);
  expect(actions()).toEqual([]);
  await clock.forward(2 * MINUTE_MS);
  expect(actions()).toEqual(['trigger']);
});

it('[ALR29] hides no dead heart behind restarts: a short one while the beat is still to come changes nothing', async () => {
  const folder = temporaryFolder();
  const first = listening({ folder });
  await first.heartbeats.beat('backup');
  await first.clock.forward(2 * MINUTE_MS);
  first.heartbeats.stop();
  const { clock, actions } = listening({ clock: new FakeClock(first.clock.now() + 20 * SECOND_MS), folder });
  await clock.forward(3 * MINUTE_MS);
  expect(actions()).toEqual([]);
  await clock.forward(MINUTE_MS);
  expect(actions()).toEqual(['trigger']);
});

it('[ALR29] is not made deaf for good by a clock that was ahead when it wrote down who was heard', async () => {
  const folder = temporaryFolder();
  const ahead = listening({ folder, clock: new FakeClock(mondayNight + 10_000 * HOUR_MS) });
  await ahead.heartbeats.beat('backup');
  ahead.heartbeats.stop();
  const { clock, actions } = listening({ folder });
  await clock.forward(7 * MINUTE_MS);
  expect(actions()).toEqual(['trigger']);
});

it('[ALR29] resolves after a restart what it made before it', async () => {
  const { clock, heartbeats, actions, open } = listening();
  open.add('backup');
  await clock.forward(HOUR_MS);
  expect(actions()).toEqual([]);
  await heartbeats.beat('backup');
  expect(actions()).toEqual(['resolve']);
});

it('[ALR30] makes an alert at once of one that says it failed', async () => {
  const { heartbeats, alerts } = listening();
  await heartbeats.beat('backup', { status: 'fail', message: 'pg_dump ended with 1\nno space' });
  expect(alerts).toMatchObject([{ action: 'trigger', summary: 'Nightly backup failed: pg_dump ended with 1' }]);
  await heartbeats.beat('backup', { status: 'ok' });
  expect(alerts.at(-1)).toMatchObject({ action: 'resolve', summary: 'Nightly backup beats again' });
});

it('[ALR30] names the heartbeats there are when a name is none of them', async () => {
  expect(await listening().heartbeats.beat('bakcup')).toEqual(['backup']);
});

it('[ALR29] tries again when the disk did not take the alert', async () => {
  const { clock, actions, disk, troubles } = listening();
  disk.refuses = true;
  await clock.forward(7 * MINUTE_MS);
  expect(actions()).toEqual([]);
  expect(troubles.length).toBeGreaterThan(3);
  expect(troubles.length).toBeLessThan(20);
  disk.refuses = false;
  await clock.forward(10 * SECOND_MS);
  expect(actions()).toEqual(['trigger']);
});

it('[ALR29] listens for a new heartbeat from when it was defined, and keeps when each was heard beside the log, for its owner alone', async () => {
  const folder = temporaryFolder();
  const { clock, heartbeats, alerts, defined } = listening({ folder });
  await clock.forward(4 * MINUTE_MS);
  await heartbeats.beat('backup');
  defined.push({ ...backup, id: 'reports', name: 'Reports' });
  await clock.forward(5 * MINUTE_MS);
  expect(alerts).toEqual([]);
  await clock.forward(1 * MINUTE_MS + 2 * SECOND_MS);
  expect(alerts.map(({ source }) => source).toSorted()).toEqual(['backup', 'reports']);
  heartbeats.stop();
  expect(JSON.parse(readFileSync(join(folder, 'heartbeats.json'), 'utf8'))).toEqual({
    aliveAt: clock.now(),
    hearts: {
      backup: { lastBeat: mondayNight + 4 * MINUTE_MS, since: mondayNight },
      reports: { since: mondayNight + 4 * MINUTE_MS + SECOND_MS },
    },
  });
});
