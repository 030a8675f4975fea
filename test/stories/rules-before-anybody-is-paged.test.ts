import { expect, it } from 'vitest';
import type { Alert } from '../../shared/alert/alert.ts';
import { firstPaged, ruledBy, ruledShop } from '../harness/ruled.ts';

/** The rules of the mission, word for word, as a team writes them. */
const rules = {
  'production-and-customers': {
    name: 'Production and customer impact: urgent',
    when: {
      all: [
        { field: 'environment', is: 'production' },
        { field: 'impact', contains: 'customer' },
      ],
    },
    set: { priority: 'P1' },
  },
  latency: {
    name: 'Owner SRE, logs mention latency: high',
    when: {
      all: [
        { field: 'owner', is: 'SRE' },
        { field: 'text', contains: 'latency' },
      ],
    },
    set: { priority: 'P2', severity: 'error' },
  },
  breach: {
    name: 'A security keyword in the description: urgent',
    when: { field: 'text', matches: '\\b(breach|intrusion|exfiltrat\\w+)\\b' },
    set: { priority: 'P1', severity: 'critical' },
  },
  'urgent-payments': {
    name: 'Urgent and payments: the senior SRE',
    when: {
      all: [
        { field: 'priority', is: 'P1' },
        { field: 'service', contains: 'payments' },
      ],
    },
    set: { assign: ['person:sam'] },
  },
  database: {
    name: 'A database in US-East: its on-call',
    when: {
      all: [
        { field: 'type', is: 'database' },
        { field: 'region', is: 'US-East' },
      ],
    },
    set: { assign: ['schedule:database'] },
  },
  secops: {
    name: 'Security in the name: the SecOps lead',
    when: { field: 'title', contains: 'security' },
    set: { assign: ['person:lea'] },
  },
};
const schedules = {
  database: {
    name: 'Database',
    zone: 'Europe/Paris',
    rotation: { people: ['dana'], turn: '1w', handoffAt: '09:00', startsOn: '2026-01-01' },
  },
};
const state = ruledShop(rules, { schedules, integrations: { pay: { name: 'Payments monitor', service: 'payments-api' } } });
const becomes = (alert: Partial<Alert>, more: Record<string, string> = {}) => {
  const ruled = ruledBy(state, { severity: 'warning', ...alert, labels: { ...alert.labels, ...more } });
  return { priority: ruled.body.priority, severity: ruled.body.severity, paged: firstPaged(state, ruled) };
};

it('[RTE3] production AND customer impact -> Urgent', () => {
  const known = { environment: 'production', impact: 'Customers cannot pay' };
  expect(becomes({ known }).priority).toBe('P1');
  expect(becomes({ known: { ...known, environment: 'staging' } }).priority).toBeUndefined();
  expect(becomes({ known: { ...known, impact: 'internal' } }).priority).toBeUndefined();
});

it('[RTE3] owner SRE AND logs mention "latency" -> High', () => {
  const log = { name: 'app.log', type: 'text/plain' as const, text: '12:00 p99 Latency 4s' };
  const owner = { owner: 'SRE' };
  expect(becomes({ attachments: [log] }, owner)).toMatchObject({ priority: 'P2', severity: 'error' });
  expect(becomes({ details: { logs: 'upstream latency 9s' } }, owner).priority).toBe('P2');
  expect(becomes({ summary: 'Latency of checkout' }, owner).priority).toBe('P2');
  expect(becomes({ attachments: [log] }).priority).toBeUndefined();
  expect(becomes({}, owner).priority).toBeUndefined();
});

it('[RTE3] description has a security keyword ("breach") -> Urgent', () => {
  expect(becomes({ details: { description: 'Possible data BREACH in eu-1' } })).toMatchObject({ priority: 'P1', severity: 'critical' });
  expect(becomes({ details: { description: 'The breaches in the wall' } }).priority).toBeUndefined();
});

it('[RTE4] Urgent AND service includes payments -> senior SRE', () => {
  const urgent = { environment: 'production', impact: 'customer' };
  const onPayments = ruledShop({ ...rules }, { schedules, integrations: { monitoring: { service: 'payments-api' } } });
  expect(firstPaged(onPayments, ruledBy(onPayments, { known: urgent }))).toEqual(['sam']);
  expect(firstPaged(onPayments, ruledBy(onPayments, {}))).toEqual(['dana']);
  expect(becomes({ known: urgent }).paged).toEqual(['ana']);
});

it('[RTE4] type = database AND region = US-East -> the database on-call', () => {
  expect(becomes({ known: { type: 'database', region: 'US-East' } }).paged).toEqual(['dana']);
  expect(becomes({ known: { type: 'database', region: 'EU-West' } }).paged).toEqual(['ana']);
});

it('[RTE4] name contains "security" -> SecOps lead', () => {
  expect(becomes({ summary: 'Security: login from nowhere' }).paged).toEqual(['lea']);
  expect(becomes({ summary: 'Secure boot is off' }).paged).toEqual(['ana']);
});
