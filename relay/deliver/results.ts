import { isSettled, type OutboxRow } from '../../shared/delivery/attempt.ts';
import { changeOf } from '../log/outbox.ts';
import type { LaneEdges } from './lane-server.ts';

/** Records what became of deliveries: of people's in the log and the outbox at once, of all others in the outbox. */
export class Results {
  readonly #edges: Pick<LaneEdges, 'ledger' | 'outbox' | 'onTrouble' | 'onSettled'>;

  constructor(edges: Pick<LaneEdges, 'ledger' | 'outbox' | 'onTrouble' | 'onSettled'>) {
    this.#edges = edges;
  }

  /** Resolves when all of it is durable; rejects when the disk did not take it. */
  async record(rows: readonly { before: OutboxRow; after: OutboxRow }[]): Promise<void> {
    const { ledger, outbox, onTrouble, onSettled } = this.#edges;
    const beside = [];
    const writing = [];
    for (const { before, after } of rows) {
      const change = changeOf(before, after);
      const fact = factOf(after);
      try {
        if (fact) {
          writing.push(ledger.write(fact, { kind: 'engine' }, [change]).durable);
          continue;
        }
      } catch (error) {
        onTrouble('What became of a message could not be written into the log; the outbox has it.', error);
      }
      beside.push(change);
    }
    await Promise.all([...writing, ...(beside.length > 0 ? [outbox.change(beside)] : [])]);
    rows.filter(({ after }) => isSettled(after)).forEach(({ after }) => onSettled(after));
  }
}

const types = { sent: 'notification.sent', suppressed: 'notification.suppressed', dead: 'notification.failed' } as const;

/** What the timeline says of a page that came to its end; rooms and programs have none. */
function factOf({ delivery, state, lastError }: OutboxRow) {
  const { to, what, incident, stepId, page, reason } = delivery;
  if (to.kind !== 'person' || state === 'waiting' || state === 'sending') {
    return undefined;
  }
  const { person, channel, address } = to;
  if (what === 'test') {
    const outcome = state === 'sent' ? 'sent' : 'failed';
    const why = state === 'sent' || lastError === undefined ? {} : { why: lastError };
    const body = { test: stepId, channel, ...(address === undefined ? {} : { address }), outcome, ...why };
    return { type: 'way.tested', entity: { kind: 'person' as const, id: person }, body };
  }
  return {
    type: types[state],
    version: 2,
    entity: { kind: 'incident' as const, id: incident },
    body: { stepId, person, page, channel, reason: state === 'sent' ? reason : (lastError ?? reason) },
  };
}
