import type { Desk, ProvenRow } from '../../../shared/bridge/desk.ts';
import { busyDesk, calmDesk } from './desks.ts';
import { ana, bo, chloe, days, dev, hours, minutes, now } from './people.ts';

const yesterday = now - hours(17) - minutes(12);
const refused = 'The desktop did not answer within 2 s.';

/** What a lead sees of those on call this week: proven, failing, not yet proven, and without a device. */
const proven: ProvenRow[] = [
  {
    person: ana,
    from: now - days(3),
    devices: [
      { name: 'ana-thinkpad', provenAt: yesterday, last: { at: yesterday, outcome: 'shown' } },
      { name: 'ana-home', provenAt: now - days(2), last: { at: yesterday, outcome: 'failed', why: refused } },
    ],
  },
  { person: chloe, from: now - days(7), devices: [{ name: 'cb-macbook', provenAt: yesterday, last: { at: yesterday, outcome: 'shown' } }] },
  { person: dev, from: now + hours(10) + minutes(48), devices: [{ name: 'dev-laptop' }] },
  { person: bo, from: now + days(4) + hours(5) - minutes(12), devices: [] },
];

/** A lead's desk on a calm night, with the daily test of everybody's laptops. */
export function watchedDesk(change: Partial<Desk> = {}): Desk {
  return calmDesk({
    me: { ...chloe, role: 'lead', zone: 'Europe/Paris' },
    dailyTest: '10:00',
    selfWatch: { test: { provenAt: yesterday, last: { at: yesterday, outcome: 'shown' } } },
    proven,
    ...change,
  });
}

/** The relay is there and its engine stands still, and this laptop was late itself. */
export function engineStillDesk(change: Partial<Desk> = {}): Desk {
  return busyDesk({
    selfWatch: { engineStillSince: now - minutes(4), missedAt: now - minutes(31), test: {} },
    ...change,
  });
}

/** Cut off for longer than a restart takes. */
export function relayGoneDesk(change: Partial<Desk> = {}): Desk {
  const since = now - minutes(7);
  return busyDesk({
    connection: { ...busyDesk().connection, state: 'offline', since, why: 'The relay did not answer; the next try is in 30 s.' },
    selfWatch: { relayGoneSince: since, test: {} },
    ...change,
  });
}

/** A laptop whose last test failed. */
export function testFailedDesk(change: Partial<Desk> = {}): Desk {
  return watchedDesk({
    dailyTest: '09:30',
    bellTrouble:
      'This computer shows no notifications. No notification service runs. Critical incidents still open the alarm window with sound.',
    selfWatch: { test: { provenAt: now - days(2), last: { at: yesterday, outcome: 'failed', why: refused } } },
    ...change,
  });
}
