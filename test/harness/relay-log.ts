import { deviceSigner, newDeviceKey } from '../../main/store/identity.ts';
import { newKeyPair, signerOf, verifySignature } from '../../relay/access/signature.ts';
import type { EventStore } from '../../relay/log/event-store.ts';
import { Ledger } from '../../relay/log/ledger.ts';
import { MemoryEventStore } from '../../relay/log/memory-event-store.ts';
import { newsOf, type Subscription } from '../../shared/delivery/news.ts';
import { deliveriesOf } from '../../shared/delivery/planning.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import type { AuthorPart, SignedCommand } from '../../shared/log/envelope.ts';
import { eventsToward, sample } from './workspaces.ts';
import { idOf, mondayNight } from './entries.ts';

const key = newKeyPair();
export const relayDevice = idOf('relay');

/** A relay's log without the relay: the ledger, its store, a clock one sets, and ids that count. */
export class RelayLog<S extends EventStore = MemoryEventStore> {
  /** The programs that are told of every change; none unless a test adds some. */
  subscribers: { id: string }[] = [];
  /** Hears of followers of the log that fail; their error is thrown unless a test says so. */
  onTrouble: ((message: string, error: unknown) => void) | undefined;
  /** Who reads along; nobody unless a test says so. */
  readsAlong: () => readonly Subscription[] = () => [];
  readonly store: S;
  ledger: Ledger;
  nowMs = mondayNight;
  #ids = 0;

  constructor(store: S) {
    this.store = store;
    this.ledger = this.#open();
  }

  static inMemory(): RelayLog {
    return new RelayLog(new MemoryEventStore(idOf('log')));
  }

  /** A log in which the relay has enrolled itself, and nothing else. */
  static enrolled(): RelayLog;
  static enrolled<S extends EventStore>(store: S, at?: number): RelayLog<S>;
  static enrolled(store: EventStore = new MemoryEventStore(idOf('log')), at = mondayNight): RelayLog<EventStore> {
    const log = new RelayLog(store);
    log.nowMs = at;
    const entity = { kind: 'device' as const, id: relayDevice };
    log.ledger.write({ type: 'device.enrolled', entity, body: { name: 'relay', publicKey: key.publicKey } }, { kind: 'admin' });
    return log;
  }

  /** A log with the sample workspace in it. */
  static async withSample(): Promise<RelayLog>;
  static async withSample<S extends EventStore>(store: S, at?: number): Promise<RelayLog<S>>;
  static async withSample(store: EventStore = new MemoryEventStore(idOf('log')), at = mondayNight): Promise<RelayLog<EventStore>> {
    const log = RelayLog.enrolled(store, at);
    const entity = { kind: 'device' as const, id: relayDevice };
    for (const { type, entity: of, body } of eventsToward(log.ledger.state, sample)) {
      log.ledger.write({ type, entity: of ?? entity, body: body ?? {} }, { kind: 'admin' });
    }
    await log.ledger.settled();
    return log;
  }

  newId(): string {
    this.#ids += 1;
    return idOf(`relay-log-${this.#ids}`);
  }

  /** The relay's process ends and another begins on the same store. */
  restart(): void {
    this.ledger = this.#open();
  }

  trigger(id = this.newId()): string {
    const body = { title: 'Disk full', severity: 'critical', service: 'checkout', policy: { id: 'payments', revision: 1 } };
    void this.ledger.write({ type: 'incident.triggered', entity: { kind: 'incident', id }, body }, { kind: 'admin' });
    return id;
  }

  /** Enrols a device of a person and gives back what it writes with. */
  enrol(person: string): LoggedDevice {
    const device = new LoggedDevice(this.newId(), person, () => this.newId());
    const body = { name: `${person}'s laptop`, person, publicKey: device.publicKey };
    this.ledger.write({ type: 'device.enrolled', entity: { kind: 'device', id: device.id }, body }, { kind: 'admin' });
    return device;
  }

  take(device: LoggedDevice, command: SignedCommand, dense = false) {
    return this.ledger.take(command, device.id, { kind: 'person', id: device.person }, dense);
  }

  #open(): Ledger {
    return new Ledger(this.store, {
      device: relayDevice,
      sign: signerOf(key.privateKey),
      verify: verifySignature,
      now: () => this.nowMs,
      newId: () => this.newId(),
      defer: (callback) => void setImmediate(callback),
      onTrouble: this.onTrouble,
      deliveries: (state, event) => [...deliveriesOf(state, event, this.subscribers), ...newsOf(state, event, this.readsAlong)],
    });
  }
}

/** A device as the ledger sees it: what it says, signed. */
export class LoggedDevice {
  readonly id: string;
  readonly person: string;
  readonly publicKey: string;
  readonly sign: (text: string) => string;
  readonly #newId: () => string;
  #seq = 0;

  constructor(id: string, person: string, newId: () => string) {
    const { privateKey, publicKey } = newDeviceKey();
    this.id = id;
    this.person = person;
    this.publicKey = publicKey;
    this.sign = deviceSigner({ privateKey });
    this.#newId = newId;
  }

  part(type: string, incident: string, body: Record<string, unknown>, more: Partial<AuthorPart> = {}): AuthorPart {
    this.#seq += 1;
    return {
      id: this.#newId(),
      device: this.id,
      deviceSeq: this.#seq,
      type,
      version: 1,
      entity: { kind: 'incident', id: incident },
      base: { seq: 0, revision: 1, epoch: 1 },
      at: { wallMs: mondayNight, offsetMs: 0, uncertaintyMs: 0 },
      body,
      ...more,
    };
  }

  signed(part: AuthorPart): SignedCommand {
    const author = canonicalJson(part);
    return { author, signature: this.sign(author) };
  }

  acknowledges(incident: string, epoch = 1, more: Partial<AuthorPart> = {}): SignedCommand {
    return this.signed(this.part('incident.acknowledged', incident, { epoch, via: 'window' }, more));
  }
}
