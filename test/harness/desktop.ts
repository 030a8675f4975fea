import { Responder } from '../../main/desk/responder.ts';
import type { BellTested } from '../../main/runner/daily-test.ts';
import type { RelayTrouble } from '../../main/runner/relay-watch.ts';
import type { Identity } from '../../main/store/identity.ts';
import { MemoryReplicaStore } from '../../main/store/memory-replica-store.ts';
import type { WakeList } from '../../shared/escalation/wake-list.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import type { Event } from '../../shared/log/envelope.ts';
import type { ScheduleCommandName } from '../../shared/schedule/command-names.ts';
import type { IncidentCommandName } from '../../shared/state/command-names.ts';
import { knownTypes, type KnownTypes } from '../../shared/state/known-types.ts';
import type { Tiding } from '../../shared/coverage/tidings.ts';
import { FakeBell } from './fake-bell.ts';
import { LaptopClock } from './laptop-clock.ts';
import type { World } from './world.ts';

/** One person's laptop in the world. */
export class Desktop {
  readonly identity: Identity;
  readonly store = new MemoryReplicaStore();
  readonly bell: FakeBell;
  readonly clock: LaptopClock;
  readonly troubles: string[] = [];
  /** What it told its person about who is on call. */
  readonly tidings: Tiding[] = [];
  /** What it told its person about the relay, and what it took back. */
  readonly relayTold: { at: number; trouble: RelayTrouble }[] = [];
  readonly relayBack: RelayTrouble['kind'][] = [];
  /** Notices of the daily test it raised, and how the next comes out. */
  readonly tests: number[] = [];
  testComes: BellTested = { outcome: 'shown', channel: 'dbus' };
  testTime = '10:00';
  /** The list of its engine's wake-ups; a story may put one that loses some in its place. */
  wakes: WakeList | undefined;
  isAsleep = false;
  /** The types of event its version reads; those of this one unless a story says otherwise. */
  reads: KnownTypes | undefined;
  readonly #world: World;
  readonly #speaks: number | undefined;
  #responder: Responder | undefined;

  constructor(world: World, identity: Identity, wrongByMs = 0, speaks?: number) {
    this.#speaks = speaks;
    this.#world = world;
    this.identity = identity;
    this.clock = new LaptopClock(world.clock, wrongByMs);
    this.bell = new FakeBell(() => world.clock.now());
  }

  get isRunning(): boolean {
    return this.#responder !== undefined;
  }

  get app(): Responder {
    if (!this.#responder) {
      throw new Error(`${this.identity.person}'s desktop is not running.`);
    }
    return this.#responder;
  }

  /** Starts the app; `watching` may listen to its link from the first moment. */
  start(watching?: (link: Responder['link']) => void): void {
    this.#responder = this.makeResponder();
    watching?.(this.#responder.link);
    this.#responder.start();
  }

  /** What the app runs on, not started yet; `start` makes its own. */
  makeResponder(): Responder {
    const { identity, store, bell, clock } = this;
    return new Responder({
      identity,
      store,
      connector: this.#world.network.connectorFor(identity.device),
      clock,
      random: () => this.#world.random(),
      newId: () => this.#world.newId(),
      channel: 'desktop',
      ...(this.#speaks === undefined ? {} : { speaks: this.#speaks }),
      reads: this.reads,
      bellFor: () => bell,
      onTiding: (tiding) => void this.tidings.push(tiding),
      onTrouble: (message) => this.troubles.push(message),
      onRelayTrouble: (trouble) => void this.relayTold.push({ at: this.#world.clock.now(), trouble }),
      onRelayBack: (kind) => void this.relayBack.push(kind),
      dailyTest: {
        time: () => this.testTime,
        raise: () => {
          this.tests.push(this.#world.clock.now());
          return Promise.resolve(this.testComes);
        },
        clear: () => Promise.resolve(),
      },
      ...(this.wakes ? { wakes: this.wakes } : {}),
    });
  }

  /** Ends the app and starts another version of it, which folds what it finds anew. */
  update(reads: KnownTypes = knownTypes): void {
    this.kill();
    this.reads = reads;
    this.store.foldAnew(reads);
    this.start();
  }

  /** Ends the app as kill -9 does: what it had not written down is gone, and so is what it had on the screen. */
  kill(): void {
    this.#responder?.stop();
    this.#responder = undefined;
    this.bell.ringing.clear();
  }

  /** Closes the lid: nothing runs here, and nothing comes or goes. */
  closeLid(): void {
    this.isAsleep = true;
    this.clock.sleep();
    this.#world.network.goDead(this.identity.device);
  }

  /** Opens the lid; `told` is whether the system says so to the app, which some do late or not at all. */
  openLid({ told = true }: { told?: boolean } = {}): void {
    this.isAsleep = false;
    this.#world.network.mend(this.identity.device);
    this.clock.wake();
    if (told) {
      this.#responder?.wake();
    }
  }

  cut(): void {
    this.#world.network.cut(this.identity.device);
  }

  mend(): void {
    this.#world.network.mend(this.identity.device);
  }

  /** Does to an incident what the window's menu does; throws when the app will not. */
  does(name: IncidentCommandName, said: Record<string, unknown> = {}, number = 1): Event {
    const done = this.app.do(this.incident(number).id, name, 'window', said);
    if (!done || 'problem' in done) {
      throw new Error(done?.problem ?? `${name} is not known.`);
    }
    return done;
  }

  /** Edits a schedule as the window's editor does; throws when the app will not. */
  rotates(schedule: string, name: ScheduleCommandName, said: Record<string, unknown>): Event {
    const done = this.app.edit(schedule, [{ name, said }]);
    if ('problem' in done || !done[0]) {
      throw new Error('problem' in done ? done.problem : `${name} made nothing.`);
    }
    return done[0];
  }

  /** The reasons it rang for, in order. */
  get reasons(): string[] {
    return this.bell.heard.map(({ reason }) => reason);
  }

  knows(number = 1): boolean {
    return [...this.app.replica.view.incidents.values()].some((incident) => incident.number === number);
  }

  incident(number = 1): Incident {
    const found = [...this.app.replica.view.incidents.values()].find((incident) => incident.number === number);
    if (!found) {
      throw new Error(`${this.identity.person}'s desktop knows no incident ${number}.`);
    }
    return found;
  }
}
