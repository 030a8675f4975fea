import { expect, it } from 'vitest';
import { alertOf, errorsOf, madeOf, sentBody } from '../../../test/harness/senders.ts';
import { parseZabbix } from './zabbix.ts';

it('[ALR17] reads a problem of Zabbix by its event, and leaves out macros without a value', () => {
  expect(alertOf(parseZabbix, sentBody('zabbix/problem'))).toEqual({
    action: 'trigger',
    dedupKey: 'zabbix-event-481516',
    summary: 'Free disk space is below 5 % on /',
    source: 'db1',
    severity: 'critical',
    class: 'Free disk space is below 5 % on /',
    known: { host: 'db1' },
    labels: { scope: 'capacity', env: 'prod' },
    details: {
      event_severity: 'Disaster',
      event_opdata: 'Used: 96 %',
      event_date: '2026.11.23',
      event_time: '03:41:00',
      event_update_message: '{EVENT.UPDATE.MESSAGE}',
      event_update_user: '{USER.FULLNAME}',
      host_ip: '10.0.0.7',
      trigger_id: '23042',
      trigger_description: 'The volume has less than 5 % left.',
    },
    links: [{ href: 'https://zabbix.example.org/tr_events.php?triggerid=23042&eventid=481516', text: 'Zabbix' }],
    client: 'Zabbix',
    clientUrl: 'https://zabbix.example.org',
  });
});

it('[ALR17] resolves by the same event, and hears who takes it and how bad it became', () => {
  expect(alertOf(parseZabbix, sentBody('zabbix/recovery'))).toMatchObject({ action: 'resolve', dedupKey: 'zabbix-event-481516' });
  const { alerts } = madeOf(parseZabbix, sentBody('zabbix/acknowledged'));
  expect(alerts.map(({ action, dedupKey, severity }) => [action, dedupKey, severity])).toEqual([
    ['trigger', 'zabbix-event-481516', 'critical'],
    ['acknowledge', 'zabbix-event-481516', 'critical'],
  ]);
  expect(madeOf(parseZabbix, sentBody('zabbix/commented'))).toMatchObject({
    alerts: [],
    ignored: expect.stringContaining('commented') as string,
  });
  const taken = { ...sentBody('zabbix/acknowledged'), event_update_action: 'unacknowledged' };
  expect(madeOf(parseZabbix, taken).alerts).toEqual([]);
});

it.each([
  ['5', 'critical'],
  ['4', 'error'],
  ['3', 'warning'],
  ['2', 'warning'],
  ['1', 'info'],
  ['0', 'error'],
  ['{EVENT.NSEVERITY}', 'critical'],
])('[ALR22] takes Zabbix’s severity %s for %s, whatever the house calls it', (event_nseverity, severity) => {
  expect(alertOf(parseZabbix, { ...sentBody('zabbix/problem'), event_nseverity }).severity).toBe(severity);
});

it('[ALR17] takes numbers for text and tags it cannot read as they are, and refuses what has no event', () => {
  expect(alertOf(parseZabbix, { event_id: 5, event_value: 1, event_tagsjson: 'no JSON' }).details).toEqual({ event_tagsjson: 'no JSON' });
  expect(errorsOf(parseZabbix, { event_id: '{EVENT.ID}', event_value: 'up' })).toEqual([
    'event_id: must be {EVENT.ID}, a number; copy the parameters of docs/monitors.md',
    'event_value: must be {EVENT.VALUE}, 1 for a problem and 0 for a recovery',
  ]);
});

it.each([
  ['acknowledged', ['acknowledge']],
  ['acknowledged and commented', ['acknowledge']],
  ['changed severity from Warning to High', ['trigger']],
  ['changed severity from Warning to High, acknowledged', ['trigger', 'acknowledge']],
  ['unacknowledged', []],
  ['suppressed', []],
  ['unsuppressed', []],
  ['commented', []],
  ['closed', []],
])('[ALR41] makes of an update that "%s" %j', (event_update_action, actions) => {
  const { alerts, ignored } = madeOf(parseZabbix, { ...sentBody('zabbix/acknowledged'), event_update_action });
  expect(alerts.map(({ action }) => action)).toEqual(actions);
  expect(ignored === undefined).toBe(actions.length > 0);
});

it('[ALR41] takes a tag without a value, and tags that are no list for a detail', () => {
  const body = sentBody('zabbix/problem');
  expect(alertOf(parseZabbix, { ...body, event_tagsjson: '[{"tag":"urgent","value":""}]' }).labels).toEqual({ urgent: 'true' });
  expect(alertOf(parseZabbix, { ...body, event_tagsjson: 'scope:capacity' }).details).toMatchObject({ event_tagsjson: 'scope:capacity' });
});
