import type { Desk, ProvenRow, SelfWatchView, TestResult } from '../../shared/bridge/desk.ts';
import { testAheadMs } from '../../shared/self-watch/daily-test.ts';
import { HOUR_MS, type Instant } from '../../shared/time/instant.ts';
import { all, find, nameOf, type Device, type Workspace } from '../../shared/workspace/workspace.ts';
import { aheadOf } from './ahead.ts';
import type { Responder } from './responder.ts';

/** What this laptop missed is shown for so long. */
const missedShownMs = 12 * HOUR_MS;

function resultOf(tested: Device['tested']): TestResult | undefined {
  return tested && { at: tested.at, outcome: tested.outcome, why: tested.why };
}

/** What this laptop has found out about the relay and about itself. */
export function selfWatchView({ watched, replica }: Responder, device: string): SelfWatchView {
  const sinceOf = (kind: string) => watched.troubles.find((trouble) => trouble.kind === kind)?.since;
  const known = replica.view.workspace.devices.get(device);
  const isRecent = watched.missedAt !== undefined && replica.now() - watched.missedAt < missedShownMs;
  return {
    relayGoneSince: sinceOf('relay-gone'),
    engineStillSince: sinceOf('engine-still'),
    missedAt: isRecent ? watched.missedAt : undefined,
    test: { last: resultOf(known?.tested), provenAt: known?.provenAt },
  };
}

/** For leads: when the bells of those on call this week were last proven to ring, who has the watch first. Undefined for others. */
export function provenRows(workspace: Workspace, me: string, now: Instant): Desk['proven'] {
  const role = find(workspace, 'person', me)?.role;
  if (role !== 'lead' && role !== 'admin') {
    return undefined;
  }
  const from = new Map<string, Instant>();
  for (const schedule of all(workspace, 'schedule')) {
    for (const watch of aheadOf(schedule, now).watches) {
      if (watch.until > now && watch.from < now + testAheadMs) {
        from.set(watch.person, Math.min(watch.from, from.get(watch.person) ?? Infinity));
      }
    }
  }
  const devices = [...workspace.devices.values()].filter(({ revoked }) => !revoked);
  return [...from]
    .map(([id, since]): ProvenRow => {
      const theirs = devices.filter(({ person }) => person === id);
      return {
        person: { id, name: nameOf(workspace, 'person', id) },
        from: since,
        devices: theirs.map(({ name, tested, provenAt }) => ({ name, last: resultOf(tested), provenAt })),
      };
    })
    .toSorted((a, b) => Math.max(a.from, now) - Math.max(b.from, now) || a.person.name.localeCompare(b.person.name));
}
