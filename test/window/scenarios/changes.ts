import type { ActionView, Desk, IncidentDetail } from '../../../shared/bridge/desk.ts';
import type { Scenario } from '../fake/fake-bridge.ts';
import { busyDesk } from './desks.ts';
import { details } from './details.ts';
import { tangledTelling } from './telling.ts';
import { policies } from './policies.ts';
import { ana, bo, chloe, dev, hours, minutes, now } from './people.ts';
import { busyNight, row } from './rows.ts';

const action = (id: string, change: Partial<ActionView> = {}): ActionView => ({
  id,
  kind: 'customer-update',
  text: 'Card payments in Europe fail for about four in ten customers since 04:02 CET. We are working with the issuers.\nNext update at 05:00.',
  by: bo,
  at: now - minutes(6),
  status: 'waiting',
  checkpoint: 'Words to customers',
  needed: 2,
  asked: [ana, chloe],
  approvals: [chloe],
  until: now + minutes(9),
  mine: true,
  ...change,
});

/** An incident somebody else has, with everything that may be known of it, which asks Ana for her approval. */
export const tangled = row(407, {
  title: 'Payouts to merchants are late by two hours',
  severity: 'critical',
  status: 'acknowledged',
  ringing: 'me',
  asked: 'approval',
  heldBy: bo,
  heldSince: now - minutes(40),
  priority: 'P1',
  stage: 'mitigating',
  blockedBy: ['incident-398'],
  paged: [bo, ana],
  next: { kind: 'acknowledgement-expires', at: now + minutes(20), people: [] },
  triggeredAt: now - hours(1),
});

/** What is known of it. */
export const tangledDetail: IncidentDetail = {
  row: tangled,
  past: [
    { level: 1, isCatchAll: false, at: now - hours(1), people: [], outcome: 'skipped', reason: 'triggered' },
    { level: 2, isCatchAll: false, at: now - hours(1), people: [bo], outcome: 'paged', reason: 'condition-not-met' },
  ],
  actions: [
    action('019d0000-0000-7000-8000-00000000000a'),
    action('019d0000-0000-7000-8000-00000000000b', {
      kind: 'vendor-escalation',
      text: 'Ask the bank for a bridge call.',
      by: undefined,
      status: 'released',
      checkpoint: undefined,
      needed: 0,
      asked: [],
      approvals: [],
      until: undefined,
      mine: false,
      at: now - minutes(30),
    }),
    action('019d0000-0000-7000-8000-00000000000c', {
      kind: 'public-status',
      text: 'All payouts stopped.',
      status: 'rejected',
      approvals: [],
      rejection: { person: chloe, reason: 'It is not all of them; say which.' },
      mine: false,
      at: now - minutes(20),
    }),
  ],
  deadline: now + hours(2),
  roles: [
    { role: 'commander', person: bo },
    { role: 'communications', person: ana },
  ],
  newerPolicy: 7,
  telling: tangledTelling,
  timeline: [],
};

/** One that rings until two of three have answered, and asks Ana for help. */
export const asksForHelp = row(413, {
  title: 'Login fails for one in five',
  ringing: 'me',
  asked: 'asked',
  needed: 3,
  answers: [bo, chloe],
  paged: [bo, chloe, dev, ana],
  priority: 'P2',
});

/** Asleep until the morning. */
export const asleep = row(402, {
  title: 'Backup of the ledger took three hours longer than usual',
  severity: 'warning',
  status: 'acknowledged',
  ringing: 'no',
  heldBy: ana,
  heldSince: now - hours(2),
  snoozedUntil: now + hours(4) + minutes(48),
  next: { kind: 'snooze-ends', at: now + hours(4) + minutes(48), people: [] },
  ringsAgainEveryMs: undefined,
});

/** Merged into another and therefore over. */
export const merged = row(399, {
  title: 'Payout worker queue grows',
  status: 'resolved',
  ringing: 'no',
  mergedInto: 'incident-407',
  resolvedBy: bo,
  resolvedAt: now - minutes(30),
  next: undefined,
  ringsAgainEveryMs: undefined,
});

const call = '019d0000-0000-7000-8000-00000000000d';

/** A night on which everything the engine knows has been done to some incident. */
export function changedNight(change: Partial<Desk> = {}): Scenario {
  const rank = (status: string, ringing: string, isAsleep: boolean): number =>
    status === 'resolved' ? 5 : ringing === 'me' ? 0 : isAsleep ? 4 : status === 'acknowledged' ? 3 : ringing === 'others' ? 1 : 2;
  const queue = [tangled, asksForHelp, ...busyNight, asleep, merged].toSorted(
    (a, b) => rank(a.status, a.ringing, a.snoozedUntil !== undefined) - rank(b.status, b.ringing, b.snoozedUntil !== undefined),
  );
  return {
    desk: busyDesk({ queue, ...change }),
    policies,
    details: {
      ...details,
      [tangled.id]: tangledDetail,
      [asksForHelp.id]: { row: asksForHelp, past: [], actions: [], roles: [], call, timeline: [] },
    },
  };
}
