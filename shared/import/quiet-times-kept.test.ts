import { expect, it } from 'vitest';
import { exportedAt, imported, type SourceName } from '../../test/harness/imports.ts';
import { maintenanceUntil } from '../noise/maintenance-hours.ts';
import { DAY_MS, HOUR_MS, isoOf, MINUTE_MS } from '../time/instant.ts';
import type { Json } from './json.ts';

const receivers = ['all', 'db'].map((name) => ({ name, email_configs: [{ to: name }] }));
const windowsOf = (source: SourceName, content?: object) =>
  (content ? imported(source, [{ path: 'all.json', values: [content as Json] }]) : imported(source)).definitions?.maintenance ?? [];

/** Weekday (Sunday 0) and minute of the day on the clock of a place, by the platform's own calendar. */
function onTheClock(zone: string, at: number): { day: number; minute: number } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(parts['weekday'] ?? '');
  return { day, minute: Number(parts['hour']) * 60 + Number(parts['minute']) };
}

const office = { times: [{ start_time: '09:00', end_time: '17:30' }], weekdays: ['monday:thursday', 'Friday'], location: 'Europe/Paris' };
const sunday = { weekdays: ['sunday'], location: 'Europe/Paris' };
const isOffice = ({ day, minute }: { day: number; minute: number }) =>
  (day >= 1 && day <= 5 && minute >= 540 && minute < 1050) || day === 0;

it.each(['mute_time_intervals', 'active_time_intervals'])('[IMP16] Alertmanager: keeps %s, also when the clocks change', (field) => {
  const windows = windowsOf('alertmanager', {
    route: { receiver: 'all', routes: [{ receiver: 'db', matchers: ['team="db"'], [field]: ['office'] }] },
    receivers,
    time_intervals: [{ name: 'office', time_intervals: [office, sunday] }],
  });
  const isMuted = (at: number) => windows.some((window) => maintenanceUntil(window, at) !== undefined);
  const wrong: string[] = [];
  for (let at = Date.UTC(2026, 9, 15); at < Date.UTC(2026, 10, 5); at += 10 * MINUTE_MS) {
    const isIn = isOffice(onTheClock('Europe/Paris', at));
    if (isMuted(at) !== (field === 'mute_time_intervals' ? isIn : !isIn)) {
      wrong.push(isoOf(at));
    }
  }
  expect(wrong).toEqual([]);
  expect(windows.every(({ services }) => services?.join() === 'db')).toBe(true);
});

it('[IMP16] Alertmanager: what has parts that cannot be said is muted in the others, and active where it may not be muted', () => {
  const content = (field: string) => ({
    route: { receiver: 'all', routes: [{ receiver: 'db', matchers: ['team="db"'], [field]: ['office'] }] },
    receivers,
    time_intervals: [{ name: 'office', time_intervals: [office, { months: ['august'] }] }],
  });
  expect(windowsOf('alertmanager', content('mute_time_intervals'))).toHaveLength(1);
  expect(windowsOf('alertmanager', content('active_time_intervals'))).toEqual([]);
});

it('[IMP16] keeps maintenance from when until when, of the same services, and lets go of what is over', () => {
  const window = (id: string, start: number, end: number) => ({
    id,
    description: id,
    start_time: isoOf(start),
    end_time: isoOf(end),
    services: [{ id: 'S', type: 'service_reference' }],
  });
  const now = exportedAt;
  const windows = windowsOf('pagerduty', {
    services: [{ id: 'S', name: 'S' }],
    maintenance_windows: [window('over', now - DAY_MS, now), window('later', now + HOUR_MS, now + DAY_MS)],
  });
  expect(windows).toMatchObject([{ id: 'later', services: ['s'], once: { from: now + HOUR_MS, until: now + DAY_MS } }]);
  expect(windowsOf('opsgenie')).toMatchObject([{ when: { field: 'integration', is: 'prometheus' } }]);
  expect(windowsOf('goalert')).toMatchObject([{ services: ['sorting-belt'], once: { until: Date.UTC(2026, 10, 27, 16) } }]);
  expect(windowsOf('grafana-oncall')).toMatchObject([{ once: { until: Date.UTC(2026, 10, 27, 15) } }]);
  expect(windowsOf('splunk-oncall')).toMatchObject([{ services: ['net-core'], once: { until: now + DAY_MS } }]);
});

it('[IMP16] waits as long for the beats of a heart', () => {
  const beats = (source: SourceName) =>
    imported(source).definitions?.heartbeat.map(({ name, service, everyMs }) => [name, service, everyMs / HOUR_MS]);
  expect(beats('opsgenie')).toEqual([['nightly', 'platform', 25]]);
  expect(beats('goalert')).toEqual([['Beat', 'sorting-belt', 0.25]]);
});

it('[IMP13] Alertmanager: groups by the same labels while alerts come within the interval, and each route as it says', () => {
  const { definitions } = imported('alertmanager');
  expect(definitions?.grouping.map(({ by, windowMs, rolling }) => ({ by, windowMs, rolling }))).toEqual([
    { by: ['dedupKey'], windowMs: 300_000, rolling: true },
    { by: ['label.alertname', 'label.cluster'], windowMs: 300_000, rolling: true },
  ]);
});
