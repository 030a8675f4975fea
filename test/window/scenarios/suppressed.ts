import type { Desk } from '../../../shared/bridge/desk.ts';
import type { IncidentRow } from '../../../shared/queue/row.ts';
import type { SuppressedBy } from '../../../shared/queue/suppressed-by.ts';
import type { Scenario } from '../fake/fake-bridge.ts';
import { busyDesk } from './desks.ts';
import { ana, checkout, edge, hours, ledger, minutes, now, search } from './people.ts';
import { busyNight, row } from './rows.ts';
import type { Shot } from './shots.ts';

function suppressed(number: number, suppression: SuppressedBy, change: Partial<IncidentRow>): IncidentRow {
  return row(number, {
    status: 'suppressed',
    ringing: 'no',
    suppression,
    paged: [],
    level: 0,
    next: undefined,
    ringsAgainEveryMs: undefined,
    ...change,
  });
}

const storm = { id: 'incident-410', number: 410, title: 'Checkout latency p99 above 4 s in eu-west', alertCount: 118 };

/** One incident for every reason there is. */
export const suppressedRows: IncidentRow[] = [
  suppressed(
    430,
    { reason: 'silence', by: 'disk-swap', until: now + hours(9) + minutes(48), name: 'Disk swap on search-node-3' },
    { title: 'Disk of search-node-3 is 96 % full', service: search, triggeredAt: now - minutes(50), alertCount: 12 },
  ),
  suppressed(
    431,
    { reason: 'maintenance', by: 'ledger-monday', until: now + minutes(48), name: 'Ledger maintenance' },
    { title: 'Ledger primary does not answer', service: ledger, severity: 'critical', triggeredAt: now - minutes(9), alertCount: 3 },
  ),
  suppressed(
    432,
    {
      reason: 'inhibition',
      by: 'edge-down',
      incident: 'incident-412',
      name: 'Edge down',
      other: { id: 'incident-412', number: 412, title: busyNight[0]?.title ?? '', alertCount: 4 },
    },
    { title: 'Card terminals time out', service: checkout, triggeredAt: now - minutes(1) },
  ),
  suppressed(
    433,
    { reason: 'pause', by: 'wait-for-edge', until: now + minutes(2), name: 'Wait for the edge' },
    { title: 'Packet loss at edge-7', service: edge, severity: 'warning', triggeredAt: now - minutes(1) },
  ),
  suppressed(
    434,
    { reason: 'flapping', until: now + minutes(5) },
    { title: 'Health check of search-node-1 fails', service: search, triggeredAt: now - minutes(3), alertCount: 31 },
  ),
  suppressed(
    435,
    { reason: 'storm', incident: storm.id, other: storm },
    { title: 'Checkout worker 17 restarts', service: checkout, triggeredAt: now - minutes(2) },
  ),
  suppressed(
    436,
    { reason: 'rule', by: 'staging', name: 'Nobody is woken for staging' },
    { title: 'Staging build of checkout is red', service: checkout, severity: 'info', triggeredAt: now - hours(3) },
  ),
];

/** A busy night with all of them beside. */
export function suppressedNight(change: Partial<Desk> = {}): Scenario {
  const [open, over] = [busyNight.filter(({ status }) => status !== 'resolved'), busyNight.filter(({ status }) => status === 'resolved')];
  const engine = { kind: 'engine', name: '' } as const;
  return {
    desk: busyDesk({ queue: [...open, ...suppressedRows, ...over], suppressed: suppressedRows.length, ...change }),
    explanations: {
      ana: {
        person: ana,
        because: [{ kind: 'not-on-path', policy: { id: 'standard', name: 'Follow the sun' } }],
        steps: [],
        next: { kind: 'nothing' },
      } as unknown as NonNullable<Scenario['explanations']>[string],
    },
    details: Object.fromEntries(
      suppressedRows.map((each) => [
        each.id,
        {
          row: each,
          past: [],
          actions: [],
          roles: [],
          timeline: [
            {
              id: `t1 ${each.id}`,
              type: 'incident.triggered',
              at: each.triggeredAt,
              actor: { kind: 'integration', name: 'Prometheus' },
              pending: false,
              verdict: 'applied',
              body: { severity: each.severity },
              people: [],
            },
            {
              id: `t2 ${each.id}`,
              type: 'incident.suppressed',
              at: each.triggeredAt,
              actor: engine,
              pending: false,
              verdict: 'applied',
              body: {},
              people: [],
              suppression: each.suppression,
            },
          ],
        },
      ]),
    ),
  };
}

/** The same with thousands more than main sends. */
export const stormyNight = (): Scenario => suppressedNight({ suppressed: 3412 });

/** The same on a night on which nothing else is open. */
export const onlySuppressed = (): Scenario => suppressedNight({ queue: suppressedRows });

const pressShow = (shot: Partial<Shot> = {}): Pick<Shot, 'act'> => ({
  act: async (page) => {
    await page.locator('main [role="status"] button[aria-pressed]').click();
    await shot.act?.(page);
  },
});
const open = (number: number): Partial<Shot> => ({ act: (page) => page.locator('[role="row"]', { hasText: `#${number}` }).click() });

/** What is suppressed: out of the way, shown, too many, and one incident for each kind of reason. */
export const suppressedShots: Shot[] = [
  { name: 'suppressed-quiet', scenario: onlySuppressed },
  { name: 'suppressed-hidden', scenario: suppressedNight },
  { name: 'suppressed-shown', scenario: onlySuppressed, ...pressShow() },
  { name: 'suppressed-many', scenario: stormyNight, ...pressShow() },
  { name: 'suppressed-incident-silence', scenario: onlySuppressed, ...pressShow(open(430)) },
  { name: 'suppressed-incident-inhibited', scenario: suppressedNight, ...pressShow(open(432)) },
];
