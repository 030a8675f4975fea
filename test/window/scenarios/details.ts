import type { HandoffDraft, IncidentDetail, TimelineEntry } from '../../../shared/bridge/desk.ts';
import { ana, bo, chloe, days, hours, minutes, now } from './people.ts';
import { busyNight, ringingForMe } from './rows.ts';

const engine = { kind: 'engine', name: '' } as const;
const person = (name: string): TimelineEntry['actor'] => ({ kind: 'person', name });

function entry(id: string, type: string, agoMs: number, change: Partial<TimelineEntry> = {}): TimelineEntry {
  return { id, type, at: now - agoMs, actor: engine, pending: false, verdict: 'applied', body: {}, people: [], ...change };
}

/** The critical one that rings for Ana. */
export const ringingDetail: IncidentDetail = {
  row: ringingForMe,
  actions: [],
  roles: [],
  past: [{ level: 1, isCatchAll: false, at: now - 48_000, people: [ana], outcome: 'paged', reason: 'triggered' }],
  runbook: 'https://wiki.harbourpay.example/runbooks/payments-authorisations',
  alert: {
    action: 'trigger',
    dedupKey: 'payments/authorisations/decline-rate',
    summary: ringingForMe.title,
    source: 'prometheus-eu-west-1',
    severity: 'critical',
    component: 'authoriser',
    group: 'production',
    class: 'decline rate',
    occurredAt: '2026-11-23T03:11:02Z',
    client: 'Grafana',
    clientUrl: 'https://grafana.harbourpay.example/d/auth',
    details: {
      decline_rate: 0.38,
      threshold: 0.05,
      region: 'eu-west-1',
      issuer_groups: ['visa-eu', 'mastercard-eu'],
      deploy: 'authoriser 2026.47.3, 02:54 UTC',
    },
    links: [{ href: 'https://grafana.harbourpay.example/d/auth?from=now-1h', text: 'Authorisations, last hour' }],
    images: [{ src: 'https://grafana.harbourpay.example/render/auth.png', alt: 'Decline rate by issuer' }],
  },
  timeline: [
    entry('e1', 'incident.triggered', 48_000, { actor: { kind: 'integration', name: 'Prometheus' }, body: { severity: 'critical' } }),
    entry('e2', 'step.fired', 48_000, {
      body: { position: { cycle: 1, level: 1, repeat: 0 }, outcome: 'paged', reason: 'triggered' },
      people: [ana],
    }),
    entry('e3', 'notification.sent', 47_000, {
      body: { page: 1, channel: 'desktop', reason: 'first' },
      people: [ana],
      device: 'ana-thinkpad',
    }),
    entry('e4', 'incident.alerted', 20_000, {
      actor: { kind: 'integration', name: 'Prometheus' },
      body: { alert: { summary: 'mastercard-eu: 41 % declined' } },
    }),
  ],
};

/** One with a long story: offline, parked, failed, unknown. */
export const storyDetail: IncidentDetail = {
  row: busyNight.find(({ number }) => number === 404) ?? ringingForMe,
  actions: [],
  roles: [],
  past: [
    { level: 1, isCatchAll: false, at: now - minutes(41), people: [], outcome: 'nobody', reason: 'triggered' },
    { level: 2, isCatchAll: false, at: now - minutes(41), people: [bo], outcome: 'paged', reason: 'nobody-on-step' },
    { level: 3, isCatchAll: false, at: now - minutes(36), people: [ana], outcome: 'paged', reason: 'not-acknowledged' },
  ],
  timeline: [
    entry('s1', 'incident.triggered', minutes(41), { actor: { kind: 'admin', name: '' }, body: { severity: 'critical' } }),
    entry('s2', 'step.fired', minutes(41), { body: { position: { level: 1 }, outcome: 'nobody' } }),
    entry('s3', 'step.fired', minutes(41), { body: { position: { level: 2 }, outcome: 'paged' }, people: [bo] }),
    entry('s4', 'notification.failed', minutes(40), {
      body: { page: 1, channel: 'desktop', reason: 'The laptop is asleep.' },
      people: [bo],
    }),
    entry('s5', 'step.fired', minutes(36), { body: { position: { level: 3 }, outcome: 'paged' }, people: [ana] }),
    entry('s6', 'notification.sent', minutes(36), { body: { page: 1, channel: 'desktop', reason: 'escalated' }, people: [ana] }),
    entry('s7', 'incident.acknowledged', minutes(22), {
      actor: person(ana.name),
      body: { via: 'tray' },
      happenedAt: now - minutes(31),
      device: 'ana-thinkpad',
    }),
    entry('s8', 'incident.acknowledged', minutes(21), {
      actor: person(chloe.name),
      body: { via: 'notification' },
      verdict: 'parked',
      why: 'It has rung again since; acknowledge it again.',
    }),
    entry('s9', 'incident.annotated', minutes(12), {
      actor: person(ana.name),
      body: {
        text: 'The bank’s SFTP host refuses our key since 02:30.\nTheir hotline opens at 06:00; I called the night number and left a message.',
      },
    }),
    entry('s10', 'incident.frobnicated', minutes(6)),
    entry('s11', 'incident.annotated', 30_000, {
      actor: person(ana.name),
      body: { text: 'Bank called back, they rotated the host key.' },
      pending: true,
    }),
  ],
};

export const details: Record<string, IncidentDetail> = {
  [ringingDetail.row.id]: ringingDetail,
  [storyDetail.row.id]: storyDetail,
};

export const draft: HandoffDraft = {
  schedule: { id: 'payments-watch', name: 'Payments' },
  shift: { from: now - days(3), until: now + days(4) + hours(5) - minutes(12) },
  to: bo,
  candidates: [bo, chloe],
  incidents: [
    { id: 'incident-412', number: 412, title: ringingForMe.title, status: 'triggered', line: '' },
    {
      id: 'incident-404',
      number: 404,
      title: 'Settlement file to the bank not delivered',
      status: 'acknowledged',
      line: 'Ana has it. Last note: Bank called back, they rotated the host key.',
    },
  ],
  counts: { triggered: 14, acknowledged: 11, resolved: 9, pages: 23 },
};
