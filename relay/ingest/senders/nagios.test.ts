import { expect, it } from 'vitest';
import { alertOf, errorsOf, madeOf, sentBody } from '../../../test/harness/senders.ts';
import { parseLikeNagios } from './nagios.ts';

const parse = parseLikeNagios('Nagios');

it('[ALR17] reads a service problem of Nagios', () => {
  expect(alertOf(parse, sentBody('nagios/service-problem'))).toEqual({
    action: 'trigger',
    dedupKey: 'nagios/db1/Disk /',
    summary: 'Disk / on db1 is CRITICAL: DISK CRITICAL - free space: / 1024 MB (3 %)',
    source: 'db1',
    severity: 'critical',
    component: 'Disk /',
    class: 'Disk /',
    known: { host: 'db1' },
    details: {
      HOSTALIAS: 'Database 1',
      HOSTADDRESS: '10.0.0.7',
      HOSTSTATE: 'UP',
      HOSTOUTPUT: 'PING OK',
      LONGDATETIME: 'Mon Nov 23 03:41:00 UTC 2026',
    },
    links: [{ href: 'https://nagios.example.org/graph?host=db1', text: 'Action' }],
    client: 'Nagios',
  });
});

it('[ALR17] resolves and acknowledges the problem it named, and keeps who did', () => {
  const { dedupKey } = alertOf(parse, sentBody('nagios/service-problem'));
  expect(alertOf(parse, sentBody('nagios/service-recovery'))).toMatchObject({ action: 'resolve', dedupKey });
  expect(alertOf(parse, sentBody('nagios/service-acknowledgement'))).toMatchObject({
    action: 'acknowledge',
    dedupKey,
    details: { NOTIFICATIONAUTHOR: 'ana', NOTIFICATIONCOMMENT: 'on it' },
  });
});

it('[ALR17] tells a host from its services, flapping from the problem, and rings for no downtime', () => {
  expect(alertOf(parse, sentBody('nagios/host-down'))).toMatchObject({ dedupKey: 'nagios/db1', severity: 'critical', class: 'Host check' });
  const flapping = alertOf(parse, sentBody('nagios/flapping-start'));
  expect(flapping).toMatchObject({ action: 'trigger', dedupKey: 'nagios/db1/Disk //flapping', severity: 'warning' });
  for (const type of ['FLAPPINGSTOP', 'FLAPPINGDISABLED', 'FLAPPINGEND']) {
    const over = alertOf(parse, { ...sentBody('nagios/flapping-start'), NOTIFICATIONTYPE: type });
    expect(over).toMatchObject({ action: 'resolve', dedupKey: flapping.dedupKey });
  }
  for (const type of ['DOWNTIMESTART', 'DOWNTIMEEND', 'DOWNTIMECANCELLED', 'DOWNTIMEREMOVED']) {
    const made = madeOf(parse, { ...sentBody('nagios/downtime-start'), NOTIFICATIONTYPE: type });
    expect(made).toMatchObject({ alerts: [], ignored: expect.stringContaining(type) as string });
  }
});

it('[ALR17] reads Icinga’s names for the same, in any case and with a prefix', () => {
  const icinga = sentBody('icinga/service-problem');
  const expected = {
    dedupKey: 'nagios/db1/disk',
    severity: 'warning',
    client: 'Icinga',
    details: { HOSTADDRESS: 'fd00::7', HOSTDISPLAYNAME: 'Database 1' },
  };
  expect(alertOf(parseLikeNagios('Icinga'), icinga)).toMatchObject(expected);
  const prefixed = Object.fromEntries(Object.entries(icinga).map(([name, value]) => [`icinga_${name.toLowerCase()}`, value]));
  expect(alertOf(parseLikeNagios('Icinga'), prefixed)).toMatchObject(expected);
});

it.each([
  ['WARNING', 'warning'],
  ['UNKNOWN', 'error'],
  ['OK', 'info'],
  ['SOMETHING', 'error'],
])('[ALR22] takes the state %s for %s', (SERVICESTATE, severity) => {
  expect(alertOf(parse, { ...sentBody('nagios/service-problem'), SERVICESTATE }).severity).toBe(severity);
});

it('[ALR17] refuses what names no host, with words', () => {
  expect(errorsOf(parse, { NOTIFICATIONTYPE: 'PROBLEM', HOSTNAME: ' ' })).toEqual(['HOSTNAME: must be the name of the host']);
  expect(errorsOf(parse, [])).not.toEqual([]);
});

it('[ALR41] takes any macro there is: every address is a link, and what was sent by hand says so', () => {
  const alert = alertOf(parseLikeNagios('Nagios'), sentBody('nagios/every-macro'));
  expect(alert).toMatchObject({ action: 'trigger', severity: 'error', component: 'Disk /', known: { host: 'db1' } });
  expect(alert.links?.map(({ text }) => text)).toEqual([
    'Nagios',
    'Action',
    'Notes',
    'Nagios, the host',
    'Action, the host',
    'Notes, the host',
  ]);
  expect(alert.details).toMatchObject({
    NOTIFICATIONTYPE: 'CUSTOM',
    HOSTGROUPNAMES: 'databases,linux',
    LONGSERVICEOUTPUT: 'timed out after 10 s',
    HOSTOUTPUT: 'PING OK - 0.4 ms',
  });
});

it('[ALR41] keeps what a check said while its host is flapping, under both of Icinga’s addresses', () => {
  expect(alertOf(parseLikeNagios('Icinga'), sentBody('icinga/host-flapping-env'))).toMatchObject({
    dedupKey: 'nagios/edge2/flapping',
    summary: 'edge2 is flapping',
    severity: 'warning',
    details: {
      said: 'edge2 is DOWN: PING CRITICAL - loss 100 %',
      HOSTADDRESS: '192.0.2.9',
      HOSTADDRESS6: '2001:db8::9',
      HOSTNOTES: 'In the cellar',
    },
  });
});

it.each(['FLAPPINGSTOP', 'FLAPPINGEND', 'FLAPPINGDISABLED'])('[ALR41] ends the flapping with %s, as Nagios or Icinga call it', (type) => {
  const body = { ...sentBody('icinga/host-flapping-env'), NOTIFICATIONTYPE: type };
  expect(alertOf(parseLikeNagios('Icinga'), body)).toMatchObject({ action: 'resolve', dedupKey: 'nagios/edge2/flapping' });
});

it.each(['DOWNTIMESTART', 'DOWNTIMEEND', 'DOWNTIMECANCELLED', 'DOWNTIMEREMOVED'])('[ALR41] pages nobody for %s', (type) => {
  expect(madeOf(parseLikeNagios('Nagios'), { ...sentBody('nagios/host-down'), NOTIFICATIONTYPE: type }).alerts).toEqual([]);
});
