import { readFileSync } from 'node:fs';
import { newDeviceKey } from '../../main/store/identity.ts';
import { newKeyPair, signerOf, verifySignature } from '../../relay/access/signature.ts';
import { acceptAlerts, type Accepted } from '../../relay/ingest/intake.ts';
import { Ledger } from '../../relay/log/ledger.ts';
import { MemoryEventStore } from '../../relay/log/memory-event-store.ts';
import { Hub } from '../../relay/replicate/hub.ts';
import { Witness } from '../../relay/replicate/witness.ts';
import { PresenceBook } from '../../relay/replicate/presence-book.ts';
import { EngineRunner } from '../../relay/runner/engine-runner.ts';
import { deliveriesOf } from '../../shared/delivery/planning.ts';
import { reachOf } from '../../relay/deliver/delivering.ts';
import type { DeliveryRunner } from '../../relay/deliver/runner.ts';
import { EngineAuditor, type Finding } from '../../relay/self-watch/engine-auditor.ts';
import { WakeList } from '../../shared/escalation/wake-list.ts';
import type { Alert } from '../../shared/alert/alert.ts';
import { derivedId } from '../../shared/log/derived-id.ts';
import { decodeEvent, type Event, type StoredEvent } from '../../shared/log/envelope.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import { knownTypes, type KnownTypes } from '../../shared/state/known-types.ts';
import { emptyState, fold } from '../../shared/state/state.ts';
import { differenceTo } from '../../shared/workspace/difference.ts';
import { readWorkspaceFile } from '../../shared/workspace/file.ts';
import { SteadyClock } from '../../shared/time/steady-clock.ts';
import { Desktop } from './desktop.ts';
import type { Outside } from './outside.ts';
import { mondayNight } from './entries.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeNetwork } from './fake-wire.ts';
import { LaptopClock } from './laptop-clock.ts';

const sample = readFileSync(new URL('../../relay/sample-workspace.yaml', import.meta.url), 'utf8');
const housekeepingMs = 15_000;
const firstKey = newKeyPair();
const relayDevice = '00000000-0000-7000-8000-000000000001';

/** Checks a signature once: a world with a full disk sends the same commands many times. */
function rememberedVerify(): typeof verifySignature {
  const known = new Map<string, boolean>();
  return (text, signature, publicKey) => {
    const key = `${publicKey} ${signature} ${text}`;
    const isGood = known.get(key) ?? verifySignature(text, signature, publicKey);
    known.set(key, isGood);
    return isGood;
  };
}

/** A relay, people's laptops, a network and a clock that stand still until a story moves them. */
export class World {
  readonly clock = new FakeClock(mondayNight);
  readonly network = new FakeNetwork();
  readonly desktops: Desktop[] = [];
  readonly troubles: string[] = [];
  /** The relay's disk; a story may put another log in its place. */
  store: MemoryEventStore;
  /** Chance, as far as the world knows any: half-way unless a seed says otherwise. */
  random: () => number = () => 0.5;
  /** The newest version of the wire the relay speaks; this code's unless an older relay is played. */
  relaySpeaks: number = protocolVersion;
  /** From how many entries on the relay's log begins with a snapshot. */
  snapshotFrom = 5000;
  /** Whether the relay's engine looks at who is connected; otherwise everybody counts as reachable. */
  seesPresence = false;
  /** Whether an auditor watches the relay's engine, and what it found. */
  audits = false;
  readonly findings: { at: number; finding: Finding }[] = [];
  auditor: EngineAuditor | undefined;
  /** The ways outside, when a story has any. */
  outside: Outside | undefined;
  #deliverers: readonly DeliveryRunner[] = [];
  /** When which device was there, as the relay's data folder keeps it. */
  readonly presence = new PresenceBook();
  /** Makes the list of the engine's wake-ups; a story may put one that loses some in its place. */
  makeWakes: () => WakeList = () => new WakeList();
  /** How far the relay's own wall clock is wrong. */
  readonly relayClock: LaptopClock;
  #relayKey = firstKey;
  /** The types of event the relay's version reads; those of this one unless a story says otherwise. */
  reads: KnownTypes | undefined;
  #ids = 0;
  #ledger: Ledger | undefined;
  #runner: EngineRunner | undefined;
  #stopHousekeeping: (() => void) | undefined;

  constructor() {
    this.store = new MemoryEventStore(this.newId());
    this.relayClock = new LaptopClock(this.clock);
  }

  /** Starts a relay with a workspace (the sample unless one is given). */
  static async start(workspace: string = sample, options: { seesPresence?: boolean; outside?: Outside } = {}): Promise<World> {
    const world = new World();
    world.seesPresence = options.seesPresence ?? false;
    world.outside = options.outside;
    world.startRelay();
    await world.define(workspace);
    return world;
  }

  /** Brings the workspace to what a file says. */
  async define(workspace: string = sample): Promise<void> {
    const { definitions, problems } = readWorkspaceFile(workspace);
    if (!definitions) {
      throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
    }
    if (!this.relay.state.workspace.devices.has(relayDevice)) {
      const entity = { kind: 'device' as const, id: relayDevice };
      this.relay.write(
        { type: 'device.enrolled', entity, body: { name: 'relay', publicKey: this.#relayKey.publicKey } },
        { kind: 'admin' },
      );
    }
    differenceTo(this.relay.state.workspace, definitions).forEach(({ draft }) => this.relay.write(draft, { kind: 'admin' }));
    await this.clock.settle();
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

  get relayRuns(): boolean {
    return this.#ledger !== undefined;
  }

  startRelay(): void {
    const clock = new SteadyClock(this.relayClock, this.store.head().recordedAt);
    const now = () => clock.now();
    const edges = {
      device: relayDevice,
      sign: signerOf(this.#relayKey.privateKey),
      verify: rememberedVerify(),
      now,
      newId: () => this.newId(),
    };
    const { reads } = this;
    const ledger = new Ledger(this.store, {
      ...edges,
      reads,
      defer: (callback) => this.clock.defer(callback),
      deliveries: (state, event) => (this.outside ? deliveriesOf(state, event, this.outside.outlets.subscribers) : []),
    });
    const onTrouble = (message: string) => void this.troubles.push(message);
    const hub = new Hub(
      {
        ledger,
        store: this.store,
        now,
        clock,
        verify: edges.verify,
        onTrouble,
        speaks: this.relaySpeaks,
        snapshotFrom: this.snapshotFrom,
      },
      this.presence,
    );
    this.#ledger = ledger;
    this.#deliverers = this.outside?.runners(ledger, this.store, clock, onTrouble) ?? [];
    const [deliverer] = this.#deliverers;
    const seen = deliverer ? reachOf(hub, deliverer) : hub;
    const runner = new EngineRunner(ledger, clock, onTrouble, this.seesPresence ? seen : undefined, this.makeWakes());
    this.#runner = runner;
    runner.start();
    this.#deliverers.forEach((each) => each.start());
    this.auditor = new EngineAuditor({
      state: () => ledger.state,
      clock,
      lookAgain: (id) => runner.lookAgain(id),
      listeningSince: () => runner.listeningSince,
      reach: this.seesPresence ? (person) => hub.reach(person) : undefined,
      connectedSince: (person) => hub.connectedSince(person),
      onFinding: (finding) => void this.findings.push({ at: this.clock.now(), finding }),
    });
    if (this.audits) {
      this.auditor.start();
    }
    this.network.serve(hub);
    this.#keepHouse(ledger, hub, new Witness({ ledger, store: this.store, sign: edges.sign, now }));
  }

  #keepHouse(ledger: Ledger, hub: Hub, witness: Witness): void {
    this.#stopHousekeeping = this.clock.after(housekeepingMs, () => {
      hub.dropSilent();
      hub.noticeWhoIsAway();
      hub.noticeWhoCame();
      ledger.forgetOld();
      hub.bearWitness(witness.due());
      this.#keepHouse(ledger, hub, witness);
    });
  }

  /** Ends the relay and starts another version of it on the same log, which folds it anew. */
  updateRelay(reads: KnownTypes = knownTypes): void {
    this.killRelay();
    this.reads = reads;
    this.store.foldAnew(reads);
    this.startRelay();
  }

  /** The relay's engine stands still while everything else of it goes on. */
  stallEngine(): void {
    this.#runner?.stop();
  }

  /** The log as it is now, to be restored later. */
  backup(): StoredEvent[] {
    return this.store.read(0, 1_000_000);
  }

  /** Puts an earlier log in the place of the relay's, while the relay is down. */
  restore(entries: readonly StoredEvent[]): void {
    const store = new MemoryEventStore(this.store.log);
    const state = emptyState();
    const commits = entries.map((entry) => {
      const event = decodeEvent(entry);
      fold(state, event);
      return { entry, entity: event.entity, type: event.type, device: event.device, deviceSeq: event.deviceSeq };
    });
    void store.append(commits, [...state.incidents.values()]);
    this.store = store;
  }

  /** Puts an empty log in the place of the relay's, while the relay is down. */
  newLog(): void {
    this.store = new MemoryEventStore(this.newId());
  }

  /** Gives the relay another key, as one that was set up anew has. */
  replaceKey(): void {
    this.#relayKey = newKeyPair();
  }

  /** The operator triggers, resolves or reopens an incident. */
  trigger(body: Record<string, unknown>, id: string): void {
    const full = { severity: 'critical', service: 'checkout', policy: { id: 'payments', revision: 1 }, ...body };
    this.#operate('incident.triggered', id, full);
  }

  resolve(id: string): void {
    this.#operate('incident.resolved', id, { epoch: this.relay.state.incidents.get(id)?.epoch ?? 1, via: 'api' });
  }

  reopen(id: string): void {
    this.#operate('incident.reopened', id, { via: 'api' });
  }

  #operate(type: string, id: string, body: Record<string, unknown>): void {
    this.relay.write({ type, entity: { kind: 'incident', id }, body }, { kind: 'admin' });
  }

  /** Ends the relay as kill -9 does. */
  killRelay(): void {
    this.#runner?.stop();
    this.#deliverers.forEach((each) => void each.stop());
    this.auditor?.stop();
    this.#stopHousekeeping?.();
    this.#runner = undefined;
    this.#ledger = undefined;
    this.network.serve(undefined);
  }

  /** Gives a person a laptop, enrolled and running; its wall clock may be wrong from the first moment. */
  async desktop(person: string, options: { wrongByMs?: number; start?: boolean; speaks?: number } = {}): Promise<Desktop> {
    const device = this.newId();
    const key = newDeviceKey();
    const entity = { kind: 'device' as const, id: device };
    const body = { name: `${person}'s laptop`, person, publicKey: key.publicKey };
    this.relay.write({ type: 'device.enrolled', entity, body }, { kind: 'admin' });
    await this.clock.settle();
    const desktop = new Desktop(this, { ...key, device, person, relayUrl: 'http://relay' }, options.wrongByMs, options.speaks);
    this.desktops.push(desktop);
    if (options.start !== false) {
      desktop.start();
    }
    await this.settle();
    return desktop;
  }

  /** An admin takes a laptop's rights away. */
  async revoke(desktop: Desktop): Promise<void> {
    this.relay.write({ type: 'device.revoked', entity: { kind: 'device', id: desktop.identity.device }, body: {} }, { kind: 'admin' });
    await this.settle();
  }

  /** A monitor sends an alert. */
  async alert(alert: Partial<Alert> = {}, integration = 'monitoring'): Promise<Accepted> {
    const full: Alert = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full on db1', source: 'db1', severity: 'critical', ...alert };
    const accepting = acceptAlerts(this.relay, integration, [full], () => this.newId());
    // Said at the end; meanwhile a full disk must not count as nobody's.
    accepting.catch(() => undefined);
    await this.settle();
    const [accepted] = await accepting;
    if (!accepted) {
      throw new Error('The alert had no answer.');
    }
    return accepted;
  }

  /** A monitor sends an alert on its way, while time goes on; a relay that cannot take it is the monitor's to try again. */
  async alertLater(alert: Partial<Alert>, integration: string): Promise<void> {
    const full: Alert = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full on db1', source: 'db1', severity: 'critical', ...alert };
    await acceptAlerts(this.relay, integration, [full], () => this.newId()).catch(() => undefined);
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
