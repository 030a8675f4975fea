import { heartbeatOrigin } from '../../shared/alert/missing-beat.ts';
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
    isAlerting: (heartbeat) => openWithKey(ledger.state, heartbeatOrigin(heartbeat.id), heartbeatKey(heartbeat)) !== undefined,
    accept: async ({ id }, alert) => {
      const origin = heartbeatOrigin(id);
      const [accepted] = await acceptAlerts(ledger, origin, [alert], newId);
      metrics.alerts.inc({ integration: origin, outcome: accepted?.outcome ?? 'dropped' });
    },
  });
}
