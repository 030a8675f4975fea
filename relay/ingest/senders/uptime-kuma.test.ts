import { expect, it } from 'vitest';
import { alertOf, errorsOf, madeOf, sentBody } from '../../../test/harness/senders.ts';
import { parseUptimeKuma } from './uptime-kuma.ts';

it('[ALR19] reads a monitor of Uptime Kuma that is down, and up again', () => {
  const alert = alertOf(parseUptimeKuma, sentBody('uptime-kuma/down'));
  expect(alert).toEqual({
    action: 'trigger',
    dedupKey: 'uptime-kuma-12',
    summary: 'Shop is down: connect ECONNREFUSED 10.0.0.9:443',
    source: 'https://shop.example.org',
    severity: 'critical',
    class: 'http',
    occurredAt: '2026-11-23T02:41:00.123Z',
    labels: { env: 'prod' },
    details: {
      msg: '[Shop] [🔴 Down] connect ECONNREFUSED 10.0.0.9:443',
      heartbeat: {
        monitorID: 12,
        important: true,
        duration: 60,
        retries: 2,
        timezone: 'Europe/Paris',
        timezoneOffset: '+01:00',
        localDateTime: '2026-11-23 03:41:00',
      },
      monitor: { pathName: 'Public / Shop', method: 'GET', interval: 60, active: true },
    },
    links: [{ href: 'https://shop.example.org', text: 'Shop' }],
    client: 'Uptime Kuma',
  });
  expect(alertOf(parseUptimeKuma, sentBody('uptime-kuma/up'))).toMatchObject({ action: 'resolve', dedupKey: alert.dedupKey });
});

it('[ALR19] rings neither for pending nor for maintenance, and once for a certificate, however many days are left', () => {
  const down = sentBody('uptime-kuma/down');
  for (const status of [2, 3]) {
    expect(madeOf(parseUptimeKuma, { ...down, heartbeat: { status } }).alerts).toEqual([]);
  }
  const certificate = sentBody('uptime-kuma/certificate') as { msg: string };
  const alert = alertOf(parseUptimeKuma, certificate);
  expect(alert.severity).toBe('warning');
  expect(alertOf(parseUptimeKuma, { ...certificate, msg: certificate.msg.replace('7 days', '3 days') }).dedupKey).toBe(alert.dedupKey);
  expect(alertOf(parseUptimeKuma, { msg: 'Watchbell Testing' }).severity).toBe('info');
});

it('[ALR19] says which preset to choose', () => {
  expect(errorsOf(parseUptimeKuma, {})).toEqual(['msg: is missing; choose the JSON preset of the webhook in Uptime Kuma']);
  expect(errorsOf(parseUptimeKuma, { monitor: { id: 1 }, heartbeat: { status: 9 } })).toHaveLength(1);
});

it('[ALR41] reads every field of a monitor, also a tag without a value', () => {
  expect(alertOf(parseUptimeKuma, sentBody('uptime-kuma/every-field'))).toMatchObject({
    source: 'mail.example.org',
    class: 'port',
    labels: { env: 'prod', 'customer-facing': 'true' },
    details: {
      heartbeat: { response: 'Bad Gateway' },
      monitor: { port: 25, path: ['Public', 'Mail'], description: 'What customers write to' },
    },
  });
});

it('[ALR41] tells the certificates of two numbered monitors and a domain apart, however many days are left', () => {
  const key = (name: string, change: (msg: string) => string = (msg) => msg) => {
    const body = sentBody(`uptime-kuma/${name}`) as { msg: string };
    return alertOf(parseUptimeKuma, { ...body, msg: change(body.msg) }).dedupKey;
  };
  const second = key('certificate-of-a-numbered-monitor');
  expect(key('certificate-of-a-numbered-monitor', (msg) => msg.replace('7 days', '1 day'))).toBe(second);
  expect(key('certificate-of-a-numbered-monitor', (msg) => msg.replaceAll('2', '3'))).not.toBe(second);
  expect(key('domain', (msg) => msg.replace('14', '3'))).toBe(key('domain'));
});

it('[ALR41] reads what its webhook by GET puts into the address', () => {
  const { msg, monitor, heartbeat } = sentBody('uptime-kuma/down');
  const query = { msg, monitor: JSON.stringify(monitor), heartbeat: JSON.stringify(heartbeat), key: 'secret' };
  expect(alertOf(parseUptimeKuma, undefined, { query })).toEqual(alertOf(parseUptimeKuma, { msg, monitor, heartbeat }));
  expect(errorsOf(parseUptimeKuma, undefined, { query: { monitor: '{' } })).not.toEqual([]);
});
