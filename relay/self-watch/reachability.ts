import { onCallFrom } from '../../shared/self-watch/duty.ts';
import { HOUR_MS, type Instant } from '../../shared/time/instant.ts';
import { all, mayAnswer, type Device, type Workspace } from '../../shared/workspace/workspace.ts';

/** Whoever is on call within this time ought to have a device connected by now, or soon. */
export const watchedAheadMs = 12 * HOUR_MS;

/** A device of a person: whether it is connected, when it was last, and when its bell was last proven to ring; all relay ms. */
export interface KnownDevice {
  id: string;
  name: string;
  isConnected: boolean;
  lastSeenAt?: Instant | undefined;
  provenAt?: Instant | undefined;
  tested?: Device['tested'];
}

/**
 * How a person can be reached. `onCallFrom` is now or when their watch begins within 12 hours; undefined for whoever has none.
 * `unreachableSince` is when their last device went away; undefined while one is connected, and where none ever was.
 */
export interface Reachability {
  person: { id: string; name: string };
  onCallFrom?: Instant | undefined;
  isReachable: boolean;
  unreachableSince?: Instant | undefined;
  devices: KnownDevice[];
}

/** What the relay knows of connections. */
export interface Connections {
  connectedSince(device: string): Instant | undefined;
  lastSeenAt(device: string): Instant | undefined;
}

/** How everyone who may answer can be reached: first whoever is on call and cannot be, then who is on call, by when it begins. */
export function reachability(workspace: Workspace, connections: Connections, now: Instant): Reachability[] {
  const devices = Map.groupBy(
    [...workspace.devices.values()].filter(({ revoked, person }) => !revoked && person !== undefined),
    ({ person }) => person,
  );
  const rows = all(workspace, 'person')
    .filter(mayAnswer)
    .map(({ id, name }): Reachability => {
      const known = (devices.get(id) ?? []).map((device) => knownDevice(device, connections));
      const isReachable = known.some(({ isConnected }) => isConnected);
      const seen = known.flatMap(({ lastSeenAt }) => lastSeenAt ?? []);
      return {
        person: { id, name },
        onCallFrom: onCallFrom(workspace, id, now, watchedAheadMs),
        isReachable,
        unreachableSince: isReachable || seen.length === 0 ? undefined : Math.max(...seen),
        devices: known,
      };
    });
  const rank = ({ onCallFrom: from, isReachable }: Reachability) => (from === undefined ? 2 : isReachable ? 1 : 0);
  return rows.toSorted((a, b) => rank(a) - rank(b) || (a.onCallFrom ?? 0) - (b.onCallFrom ?? 0));
}

function knownDevice({ id, name, provenAt, tested }: Device, connections: Connections): KnownDevice {
  const isConnected = connections.connectedSince(id) !== undefined;
  return { id, name, isConnected, lastSeenAt: isConnected ? undefined : connections.lastSeenAt(id), provenAt, tested };
}
