import { MemoryReplicaStore } from '../../main/store/memory-replica-store.ts';
import { Replica } from '../../main/store/replica.ts';
import { verifySignature } from '../../relay/access/signature.ts';
import type { AuthorPart, Event } from '../../shared/log/envelope.ts';
import type { LoggedDevice, RelayLog } from './relay-log.ts';

/** A desktop's copy beside a relay's log, without network or clock: a test says what goes across and when. */
export class BareDesktop {
  readonly device: LoggedDevice;
  readonly replica: Replica;
  readonly #log: RelayLog;

  constructor(log: RelayLog, device: LoggedDevice) {
    this.#log = log;
    this.device = device;
    const { id, person, sign } = device;
    this.replica = new Replica(new MemoryReplicaStore(), {
      device: id,
      person,
      sign,
      verify: verifySignature,
      newId: () => log.newId(),
      wallMs: () => log.nowMs,
    });
  }

  /** Takes at most so many of the entries it lacks. */
  pull(most = 1_000_000): void {
    this.replica.receive(this.#log.store.read(this.replica.head.seq, most));
  }

  /** Carries up what it has pending; how the author's part is changed on the way is for controls. */
  async push(change: (part: AuthorPart) => AuthorPart = (part) => part): Promise<void> {
    for (const command of this.replica.pending) {
      const part = JSON.parse(command.author) as AuthorPart;
      const changed = change(part);
      const sent = changed === part ? command : this.device.signed(changed);
      this.replica.settle([this.#log.take(this.device, sent).outcome]);
    }
    await this.#log.ledger.settled();
  }

  /** Does something to an incident as its copy has it now. */
  does(type: 'acknowledged' | 'resolved' | 'reopened' | 'escalated', incident: string): Event | undefined {
    const epoch = this.replica.view.incidents.get(incident)?.epoch;
    const bodies = { acknowledged: { epoch }, resolved: { epoch }, reopened: {}, escalated: { epoch, reason: 'escalated-by-hand' } };
    const body = { ...bodies[type], via: 'window' };
    return epoch === undefined ? undefined : this.replica.command(`incident.${type}`, { kind: 'incident', id: incident }, body);
  }
}
