import type { IncidentRow } from '../../../shared/queue/row.ts';
import { ana, bo, checkout, chloe, dev, edge, hours, ledger, minutes, now, payments, search } from './people.ts';

/** A ringing incident unless told otherwise. */
export function row(number: number, change: Partial<IncidentRow> = {}): IncidentRow {
  return {
    id: `incident-${number}`,
    number,
    title: `Something broke, number ${number}`,
    severity: 'error',
    service: payments,
    policy: { id: 'standard', name: 'Follow the sun' },
    status: 'triggered',
    epoch: 1,
    ringing: 'others',
    pagesNobody: false,
    alarm: change.severity === 'critical',
    insistent: change.severity !== 'warning' && change.severity !== 'info',
    blockedBy: [],
    answers: [],
    needed: 1,
    paged: [bo],
    level: 1,
    levels: 3,
    next: { kind: 'step', at: now + minutes(3), level: 2, isCatchAll: false, people: [chloe] },
    ringsAgainEveryMs: minutes(1),
    triggeredAt: now - minutes(number % 50),
    lastAlertAt: now - minutes(1),
    alertCount: 1,
    noteCount: 0,
    test: false,
    pending: 0,
    ...change,
  };
}

/** The one that rings for Ana: critical, and Bo is next. */
export const ringingForMe = row(412, {
  title: 'Card authorisations failing: 38 % declined with “issuer unavailable”',
  severity: 'critical',
  ringing: 'me',
  paged: [ana],
  next: { kind: 'step', at: now + 252_000, level: 2, isCatchAll: false, people: [bo] },
  triggeredAt: now - 48_000,
  alertCount: 4,
});

export const alsoRingingForMe = row(411, {
  title: 'Ledger replica 7 minutes behind the primary',
  severity: 'error',
  service: ledger,
  ringing: 'me',
  paged: [ana, bo],
  level: 2,
  next: { kind: 'step', at: now + 71_000, level: 3, isCatchAll: false, people: [chloe, dev] },
  triggeredAt: now - minutes(9),
  noteCount: 1,
});

const held = (number: number, change: Partial<IncidentRow>): IncidentRow =>
  row(number, {
    status: 'acknowledged',
    ringing: 'no',
    heldSince: now - minutes(22),
    ringsAgainEveryMs: undefined,
    next: undefined,
    ...change,
  });

const over = (number: number, change: Partial<IncidentRow>): IncidentRow =>
  row(number, { status: 'resolved', ringing: 'no', ringsAgainEveryMs: undefined, next: undefined, resolvedBy: ana, ...change });

/** A night with something of everything, sorted as main sorts it. */
export const busyNight: IncidentRow[] = [
  ringingForMe,
  alsoRingingForMe,
  row(410, {
    title: 'Checkout latency p99 above 4 s in eu-west',
    service: checkout,
    paged: [bo, chloe],
    triggeredAt: now - minutes(3),
    alertCount: 12,
  }),
  row(409, {
    title: 'Certificate of edge-12.example.net expires in 36 hours',
    severity: 'warning',
    service: edge,
    paged: [dev],
    next: undefined,
    ringsAgainEveryMs: undefined,
    triggeredAt: now - minutes(34),
  }),
  row(408, {
    title: 'Test alert, please acknowledge',
    severity: 'error',
    service: search,
    paged: [chloe],
    next: { kind: 'step', at: now + 26_000, level: 4, isCatchAll: true, people: [ana, bo, chloe, dev] },
    level: 3,
    test: true,
    triggeredAt: now - minutes(14),
  }),
  row(405, {
    title: 'Disk of search-node-3 will be full on Thursday',
    severity: 'info',
    service: search,
    ringing: 'no',
    pagesNobody: true,
    paged: [],
    next: undefined,
    ringsAgainEveryMs: undefined,
    triggeredAt: now - hours(6),
  }),
  held(404, {
    title: 'Settlement file to the bank not delivered',
    severity: 'critical',
    heldBy: ana,
    paged: [ana],
    next: { kind: 'acknowledgement-expires', at: now + minutes(8), people: [] },
    noteCount: 3,
    pending: 1,
    triggeredAt: now - minutes(41),
  }),
  held(403, {
    title: 'Refund worker restarts every two minutes',
    service: payments,
    heldBy: bo,
    paged: [bo],
    next: { kind: 'not-resolved', at: now + minutes(49), people: [] },
    triggeredAt: now - hours(2) - minutes(10),
    heldSince: now - hours(2),
    noteCount: 5,
  }),
  held(401, {
    title: 'Queue of outgoing mail grows',
    severity: 'warning',
    service: edge,
    heldBy: chloe,
    paged: [chloe],
    triggeredAt: now - hours(5),
    heldSince: now - hours(4),
  }),
  held(398, {
    title: 'Fraud scoring answers slowly (2.1 s)',
    service: checkout,
    heldBy: dev,
    paged: [dev],
    triggeredAt: now - hours(7),
    heldSince: now - hours(7),
  }),
  held(397, {
    title: 'Ledger snapshot is 26 hours old',
    severity: 'warning',
    service: ledger,
    heldBy: { id: '', name: '' },
    paged: [],
    triggeredAt: now - hours(9),
  }),
  over(396, {
    title: 'Search index rebuild stalled',
    severity: 'error',
    service: search,
    triggeredAt: now - hours(8),
    resolvedAt: now - hours(7),
  }),
  over(395, {
    title: 'TLS handshake errors at the edge',
    severity: 'critical',
    service: edge,
    resolvedBy: undefined,
    triggeredAt: now - hours(11),
    resolvedAt: now - hours(10),
  }),
];

/** A queue of any length. */
export function manyRows(count: number): IncidentRow[] {
  return Array.from({ length: count }, (_, index) => row(index + 1, { title: `Incident ${index + 1} of ${count}` }));
}
