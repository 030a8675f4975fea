import type { Desk } from '../../../shared/bridge/desk.ts';
import { ana, bo, checkout, chloe, days, dev, edge, hours, ledger, minutes, now, payments, search } from './people.ts';
import { busyNight } from './rows.ts';

const paymentsWatch = { id: 'payments-watch', name: 'Payments' };
const platformWatch = { id: 'platform-watch', name: 'Platform' };
const searchWatch = { id: 'search-watch', name: 'Search' };

/** Ana's desk on a calm night: on call, online, nothing open. */
export function calmDesk(change: Partial<Desk> = {}): Desk {
  return {
    me: { ...ana, role: 'responder', zone: 'Europe/Paris' },
    organisation: 'Harbour Pay',
    connection: { state: 'online', since: now - hours(5), relayUrl: 'http://relay.harbourpay.example:7420', pending: 0, clockOffsetMs: 0 },
    onDuty: [{ schedule: paymentsWatch, from: now - days(3), until: now + days(4) + hours(5) - minutes(12) }],
    nextDuty: { schedule: platformWatch, from: now + days(18), until: now + days(25) },
    laterDuties: [
      { schedule: paymentsWatch, from: now + days(25), until: now + days(32) },
      { schedule: platformWatch, from: now + days(46), until: now + days(53) },
    ],
    onCall: [
      {
        schedule: paymentsWatch,
        zone: 'Europe/Paris',
        person: ana,
        until: now + days(4) + hours(5) - minutes(12),
        also: [dev],
        backup: [chloe],
        next: { person: bo, from: now + days(4) + hours(5) - minutes(12) },
      },
      {
        schedule: platformWatch,
        zone: 'America/New_York',
        person: chloe,
        until: now + hours(10) + minutes(48),
        also: [],
        backup: [],
        next: { person: dev, from: now + hours(10) + minutes(48) },
      },
      { schedule: searchWatch, zone: 'Europe/Paris', also: [], backup: [], next: { person: dev, from: now + days(1) + hours(4) } },
    ],
    queue: [],
    suppressed: 0,
    returned: [],
    handoffs: [],
    people: [ana, bo, chloe, dev],
    services: [payments, checkout, ledger, search, edge],
    locale: 'en',
    colorScheme: 'light',
    version: '0.1.0',
    ...change,
  };
}

/** The same desk on a busy night. */
export function busyDesk(change: Partial<Desk> = {}): Desk {
  return calmDesk({
    queue: busyNight,
    connection: { ...calmDesk().connection, pending: 1 },
    handoffs: [
      {
        id: 'handoff-2',
        schedule: 'platform-watch',
        from: 'chloe',
        to: 'ana',
        shift: { from: now - days(7), until: now + hours(10) + minutes(48) },
        note: 'Quiet week apart from the edge certificate. Dev has the renewal ready and waits for the change window on Tuesday.',
        incidents: [{ id: 'incident-401', line: 'Grows by about 200 an hour; harmless until Wednesday.' }],
        offeredAt: now - hours(2),
        status: 'offered',
      },
      {
        id: 'handoff-1',
        schedule: 'payments-watch',
        from: 'bo',
        to: 'ana',
        shift: { from: now - days(10), until: now - days(3) },
        note: 'All calm.',
        incidents: [],
        offeredAt: now - days(3),
        status: 'accepted',
        answeredAt: now - days(3) + minutes(20),
      },
      {
        id: 'handoff-0',
        schedule: 'payments-watch',
        from: 'ana',
        to: 'dev',
        shift: { from: now - days(17), until: now - days(10) },
        note: '',
        incidents: [],
        offeredAt: now - days(10),
        status: 'declined',
        answeredAt: now - days(10) + minutes(4),
        reason: 'I am on a plane until noon.',
      },
    ],
    ...change,
  });
}

/** Cut off, with commands waiting, notifications broken and two commands come back. */
export function failingDesk(change: Partial<Desk> = {}): Desk {
  return busyDesk({
    connection: {
      state: 'offline',
      since: now - minutes(12),
      relayUrl: 'http://relay.harbourpay.example:7420',
      pending: 3,
      why: 'The relay did not answer; the next try is in 30 s.',
      clockOffsetMs: 0,
    },
    bellTrouble: 'No notification service runs on this desktop. Watchbell opens its alarm window instead.',
    returned: [
      {
        id: '019d0000-0000-7000-8000-000000000001',
        outcome: 'parked',
        type: 'incident.acknowledged',
        why: 'It has rung again since; acknowledge it again.',
        at: now - minutes(31),
        incident: { id: 'incident-404', number: 404, title: 'Settlement file to the bank not delivered' },
        canReapply: true,
      },
      {
        id: '019d0000-0000-7000-8000-000000000002',
        outcome: 'refused',
        type: 'handoff.accepted',
        why: 'Only the person it was offered to can answer a handoff.',
        at: now - hours(3),
        canReapply: false,
      },
    ],
    ...change,
  });
}
