import { heartbeatOrigin } from '../../shared/alert/missing-beat.ts';
import { isMemberOver } from '../../shared/incident/members.ts';
import { openWithKey } from '../../shared/state/state.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { all } from '../../shared/workspace/workspace.ts';
import type { RelayMetrics } from '../http/metrics.ts';
import type { Ledger } from '../log/ledger.ts';
import { heartbeatKey } from './heartbeat-alerts.ts';
import { Heartbeats } from './heartbeats.ts';
import { acceptAlerts } from './intake.ts';

/** Listens for the workspace's heartbeats, whose alerts go the way of every alert. */
export function listenForHeartbeats(
  folder: string | undefined,
  edges: {
    ledger: Ledger;
    clock: Clock;
    newId(): string;
    metrics: Pick<RelayMetrics, 'alerts'>;
    onTrouble(message: string, error: unknown): void;
  },
): Heartbeats {
  const { ledger, clock, newId, metrics, onTrouble } = edges;
  return new Heartbeats({
    folder,
    clock,
    onTrouble,
    defined: () => all(ledger.state.workspace, 'heartbeat'),
    isAlerting: (heartbeat) => {
      const said = { integration: heartbeatOrigin(heartbeat.id), dedupKey: heartbeatKey(heartbeat) };
      const open = openWithKey(ledger.state, said.integration, said.dedupKey);
      // Of a group that goes on for others its silence may be over.
      return open !== undefined && !isMemberOver(open, said);
    },
    accept: async ({ id }, alert) => {
      const origin = heartbeatOrigin(id);
      const [accepted] = await acceptAlerts(ledger, origin, [alert], newId);
      metrics.alerts.inc({ integration: origin, outcome: accepted?.outcome ?? 'dropped' });
    },
  });
}
