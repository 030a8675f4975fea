import type { Ledger } from '../log/ledger.ts';
import type { Hub } from '../replicate/hub.ts';
import type { EngineRunner } from '../runner/engine-runner.ts';
import type { Reachability } from '../self-watch/reachability.ts';

/** What is read of a running relay whenever somebody asks for its metrics. */
export function gaugesOf(relay: {
  ledger: Ledger;
  hub: Pick<Hub, 'connections'>;
  runner: Pick<EngineRunner, 'lastTickAt'>;
  now(): number;
  reachability(): Reachability[];
}) {
  const { ledger, hub, runner, now } = relay;
  const count = (...statuses: string[]) => [...ledger.state.incidents.values()].filter(({ status }) => statuses.includes(status)).length;
  const isCutOff = ({ onCallFrom, isReachable }: Reachability) => onCallFrom !== undefined && onCallFrom <= now() && !isReachable;
  return {
    openIncidents: () => count('triggered', 'acknowledged'),
    suppressedIncidents: () => count('suppressed'),
    connections: () => hub.connections,
    head: () => ledger.head.seq,
    engineLagSeconds: () => (now() - runner.lastTickAt) / 1000,
    unreachable: () => relay.reachability().filter(isCutOff).length,
  };
}
