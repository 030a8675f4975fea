import type { Alert } from '../../shared/alert/alert.ts';
import type { Change } from '../../shared/alert/change.ts';
import { routeAlert, type Routed } from '../../shared/routing/route.ts';
import { find } from '../../shared/workspace/workspace.ts';
import type { Ledger } from '../log/ledger.ts';
import { alertsABit } from './senders/sender.ts';

/** What became of one alert, given back only once it is durable. */
export type Accepted = Pick<Routed, 'outcome'> & { incident?: string; why?: string };

/**
 * Takes alerts of one integration into the log, in bits with other work between them. Resolves when all of them are on disk; rejects
 * when not all could be kept, so that the sender is never told 2xx for an alert a crash could take. Sent again, those that were kept
 * join what they opened.
 */
export async function acceptAlerts(
  ledger: Ledger,
  integration: string,
  alerts: readonly Alert[],
  newId: () => string,
): Promise<Accepted[]> {
  const durable = new Set<Promise<void>>();
  const accepted: Accepted[] = [];
  for (let i = 0; i < alerts.length; i += alertsABit) {
    const bit = alerts.slice(i, i + alertsABit);
    const room = ledger.room(bit.length);
    if (room) {
      await room;
    }
    accepted.push(...acceptBit(ledger, integration, bit, newId, durable));
  }
  await Promise.all(durable);
  return accepted;
}

/** Takes as many alerts as may hold up everything else; what has to be on disk is added to `durable`. */
function acceptBit(
  ledger: Ledger,
  integration: string,
  alerts: readonly Alert[],
  newId: () => string,
  durable: Set<Promise<void>>,
): Accepted[] {
  const now = ledger.now();
  return alerts.map((alert): Accepted => {
    const routed = routeAlert(ledger.state, integration, alert, newId(), now);
    if (routed.outcome === 'dropped') {
      return { outcome: 'dropped', why: routed.why };
    }
    try {
      const isNew = routed.outcome === 'opened' || routed.outcome === 'suppressed' ? { isNew: true as const } : {};
      for (const draft of [...(routed.beside ?? []), { ...routed.draft, ...isNew }]) {
        durable.add(ledger.write(draft, { kind: 'integration', id: integration }).durable);
      }
      return { outcome: routed.outcome, incident: routed.incident };
    } catch (error) {
      // One alert no schema allows must not take its neighbours with it.
      return { outcome: 'dropped', why: error instanceof Error ? error.message : String(error) };
    }
  });
}

/**
 * Takes what a pipeline says it changed into the log, beside the service its integration leads to; it never notifies anybody.
 * Resolves when all of it is on disk. Throws for an integration that leads to no service any more.
 */
export async function acceptChanges(ledger: Ledger, integration: string, changes: readonly Change[]): Promise<void> {
  const service = find(ledger.state.workspace, 'integration', integration)?.service ?? '';
  if (!find(ledger.state.workspace, 'service', service)) {
    throw new TypeError(`The integration ${integration} leads to no service; name one in the workspace file and apply it.`);
  }
  const recorded = changes.map((change) =>
    ledger.write(
      { type: 'change.recorded', entity: { kind: 'service', id: service }, body: { change, integration } },
      { kind: 'integration', id: integration },
    ),
  );
  await Promise.all(recorded.map(({ durable }) => durable));
}
