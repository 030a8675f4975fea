import { readFileSync } from 'node:fs';
import { Responder } from '../../main/desk/responder.ts';
import { newDeviceKey, type Identity } from '../../main/store/identity.ts';
import { MemoryReplicaStore } from '../../main/store/memory-replica-store.ts';
import { newKeyPair, signerOf, verifySignature } from '../../relay/access/signature.ts';
import { acceptAlerts, type Accepted } from '../../relay/ingest/intake.ts';
import { Ledger } from '../../relay/log/ledger.ts';
import { MemoryEventStore } from '../../relay/log/memory-event-store.ts';
import { Hub } from '../../relay/replicate/hub.ts';
import { EngineRunner } from '../../relay/runner/engine-runner.ts';
import type { Alert } from '../../shared/alert/alert.ts';
import { derivedId } from '../../shared/log/derived-id.ts';
import { decodeEvent, type Event } from '../../shared/log/envelope.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { differenceTo } from '../../shared/workspace/difference.ts';
import { readWorkspaceFile } from '../../shared/workspace/file.ts';
import { FakeBell } from './fake-bell.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeNetwork } from './fake-wire.ts';

/** A Monday morning at 03:00 in Paris, when the sample's people are asleep. */
export const mondayNight = Date.UTC(2026, 10, 23, 2, 0, 0);

const sample = readFileSync(new URL('../../relay/sample-workspace.yaml', import.meta.url), 'utf8');
const relayKey = newKeyPair();
const relayDevice = '00000000-0000-7000-8000-000000000001';

/** One person's laptop in the world. */
export class Desktop {
  readonly identity: Identity;
  readonly store = new MemoryReplicaStore();
  readonly bell: FakeBell;
  readonly clock: FakeClock;
  readonly #world: World;
  #responder: Responder | undefined;

  constructor(world: World, identity: Identity, clock: FakeClock) {
    this.#world = world;
    this.identity = identity;
    this.clock = clock;
    this.bell = new FakeBell(() => world.clock.now());
  }

  get app(): Responder {
    if (!this.#responder) {
      throw new Error('This desktop is not running.');
    }
    return this.#responder;
  }

  start(): void {
    const { identity, store, bell, clock } = this;
    this.#responder = new Responder({
      identity,
      store,
      connector: this.#world.network.connectorFor(identity.device),
      clock,
      random: () => 0.5,
      newId: () => this.#world.newId(),
      channel: 'desktop',
      bellFor: () => bell,
    });
    this.#responder.start();
  }

  /** Ends the app as kill -9 does: whatever it had not written down is gone. */
  kill(): void {
    this.#responder?.stop();
    this.#responder = undefined;
  }

  incident(number = 1): Incident {
    const found = [...this.app.replica.view.incidents.values()].find((incident) => incident.number === number);
    if (!found) {
      throw new Error(`${this.identity.person}'s desktop knows no incident ${number}.`);
    }
    return found;
  }
}

/** A relay, people's laptops, a network and a clock that stand still until a story moves them. */
export class World {
  readonly clock = new FakeClock(mondayNight);
  readonly network = new FakeNetwork();
  readonly store = new MemoryEventStore('00000000-0000-7000-8000-00000000ffff');
  readonly troubles: string[] = [];
  #ids = 0;
  #ledger: Ledger | undefined;
  #runner: EngineRunner | undefined;

  /** Starts a relay with a workspace (the sample unless one is given). */
  static async start(workspace: string = sample): Promise<World> {
    const world = new World();
    const { definitions, problems } = readWorkspaceFile(workspace);
    if (!definitions) {
      throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
    }
    world.startRelay();
    world.relay.write(
      { type: 'device.enrolled', entity: { kind: 'device', id: relayDevice }, body: { name: 'relay', publicKey: relayKey.publicKey } },
      { kind: 'admin' },
    );
    differenceTo(world.relay.state.workspace, definitions).forEach(({ draft }) => world.relay.write(draft, { kind: 'admin' }));
    await world.clock.settle();
    return world;
  }

  newId(): string {
    this.#ids += 1;
    return derivedId(['world', this.#ids]).replace(/^(.{14})8/, '$17');
  }

  get relay(): Ledger {
    if (!this.#ledger) {
      throw new Error('The relay is down.');
    }
    return this.#ledger;
  }

  startRelay(): void {
    const now = () => this.clock.now();
    const edges = { device: relayDevice, sign: signerOf(relayKey.privateKey), verify: verifySignature, now, newId: () => this.newId() };
    this.#ledger = new Ledger(this.store, { ...edges, defer: (callback) => void setImmediate(callback) });
    this.#runner = new EngineRunner(this.#ledger, this.clock, (message) => this.troubles.push(message));
    this.#runner.start();
    const onTrouble = (message: string) => void this.troubles.push(message);
    this.network.serve(new Hub({ ledger: this.#ledger, store: this.store, now, verify: verifySignature, onTrouble }));
  }

  /** Ends the relay as kill -9 does. */
  killRelay(): void {
    this.#runner?.stop();
    this.#runner = undefined;
    this.#ledger = undefined;
    this.network.serve(undefined);
  }

  /** Gives a person a laptop, enrolled and running. */
  async desktop(person: string, options: { clock?: FakeClock } = {}): Promise<Desktop> {
    const device = this.newId();
    const key = newDeviceKey();
    const entity = { kind: 'device' as const, id: device };
    this.relay.write(
      { type: 'device.enrolled', entity, body: { name: `${person}'s laptop`, person, publicKey: key.publicKey } },
      { kind: 'admin' },
    );
    await this.clock.settle();
    const desktop = new Desktop(this, { ...key, device, person, relayUrl: 'http://relay' }, options.clock ?? this.clock);
    desktop.start();
    await this.settle();
    return desktop;
  }

  /** A monitor sends an alert. */
  async alert(alert: Partial<Alert> = {}, integration = 'monitoring'): Promise<Accepted> {
    const full: Alert = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full on db1', source: 'db1', severity: 'critical', ...alert };
    const accepting = acceptAlerts(this.relay, integration, [full], () => this.newId());
    await this.settle();
    const [accepted] = await accepting;
    if (!accepted) {
      throw new Error('The alert had no answer.');
    }
    return accepted;
  }

  async forward(durationMs: number): Promise<void> {
    await this.clock.forward(durationMs);
  }

  async settle(): Promise<void> {
    for (let i = 0; i < 4; i += 1) {
      await this.clock.settle();
    }
  }

  incident(number = 1): Incident {
    const found = [...this.relay.state.incidents.values()].find((incident) => incident.number === number);
    if (!found) {
      throw new Error(`The relay knows no incident ${number}.`);
    }
    return found;
  }

  /** The whole log, decoded. */
  log(): Event[] {
    return this.store.read(0, 1_000_000).map(decodeEvent);
  }

  logged(type: string): Event[] {
    return this.log().filter((event) => event.type === type);
  }
}
