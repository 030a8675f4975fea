import { callFor } from '../../shared/escalation/calling.ts';
import type { StepFired } from '../../shared/incident/incident-events.ts';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { rulesFor } from '../../shared/state/rules.ts';
import { SECOND_MS } from '../../shared/time/instant.ts';
import type { Desktop } from '../harness/desktop.ts';
import type { World } from '../harness/world.ts';

/** What holds in every night, looked at while it goes on and once more at its end. */
export class Promises {
  readonly broken: string[] = [];
  readonly #world: World;
  readonly #down: { from: number; until: number }[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  relayWent(): void {
    this.#down.push({ from: this.#world.clock.now(), until: Infinity });
  }

  relayCame(): void {
    const last = this.#down.at(-1);
    if (last) {
      last.until = this.#world.clock.now();
    }
  }

  /** Somebody is always being paged or has acknowledged; nobody is paged once the acknowledgement has reached their laptop. */
  look(): void {
    const world = this.#world;
    const minute = Math.round(world.clock.monotonicMs() / 60_000);
    if (world.relayRuns) {
      for (const incident of world.relay.state.incidents.values()) {
        const { profile } = rulesFor(world.relay.state, incident);
        if (incident.status === 'triggered' && profile.pages && !this.#pagesSomebody(incident)) {
          this.broken.push(`minute ${minute}: incident ${incident.number} rings and pages nobody`);
        }
      }
    }
    for (const desktop of world.desktops) {
      this.#quietWhereAnswered(desktop, minute);
    }
  }

  #pagesSomebody({ path, answers }: Incident): boolean {
    const last = path.at(-1);
    return (
      path.some(({ outcome, targets }) => outcome === 'paged' && targets.length > 0) && (last?.outcome !== 'nobody' || answers.length > 0)
    );
  }

  #quietWhereAnswered(desktop: Desktop, minute: number): void {
    if (!desktop.isRunning || desktop.isAsleep) {
      return;
    }
    const { replica } = desktop.app;
    for (const id of desktop.bell.ringing) {
      const incident = replica.view.incidents.get(id);
      const holdsAndIsReminded = incident?.acknowledgement?.person === replica.person;
      if (incident && callFor(incident, replica.person) === undefined && !(holdsAndIsReminded && isOpen(incident))) {
        this.broken.push(
          `minute ${minute}: incident ${incident.number} (${incident.status}) rings on ${replica.person}'s laptop, which knows better`,
        );
      }
    }
  }

  /** No step twice, none missed, none late while the relay ran; one log, one state, nothing left waiting. */
  lookAtTheEnd(): void {
    this.look();
    const world = this.#world;
    const log = world.log();
    const fired = log.filter(({ type, verdict }) => type === 'step.fired' && verdict === 'applied');
    const seen = new Set<string>();
    for (const event of fired) {
      const step = event.body as unknown as StepFired;
      if (seen.has(step.stepId)) {
        this.broken.push(`step ${step.stepId} fired twice`);
      }
      seen.add(step.stepId);
      // A step that an event made due, as a worse alert does, is as old as that event.
      const madeDue = log.some(
        ({ entity, type, recordedAt, seq }) =>
          entity.id === event.entity.id && recordedAt === event.recordedAt && seq < event.seq && type.startsWith('incident.'),
      );
      const lateMs = madeDue ? 0 : event.recordedAt - step.dueAt;
      if (lateMs > 5 * SECOND_MS && !this.#wasDown(step.dueAt, event.recordedAt)) {
        this.broken.push(`a step of incident ${event.entity.id} was ${lateMs / SECOND_MS} s late`);
      }
    }
    this.#nothingDue();
    this.#allAgree();
    this.broken.push(...world.troubles.map((trouble) => `trouble: ${trouble}`));
  }

  #wasDown(from: number, until: number): boolean {
    return this.#down.some((down) => down.from <= until && down.until + 5 * SECOND_MS >= from);
  }

  /** A step that was due and did not fire is a missed one. */
  #nothingDue(): void {
    const { state } = this.#world.relay;
    for (const incident of state.incidents.values()) {
      const last = incident.path.at(-1);
      if (incident.status === 'triggered' && !last) {
        this.broken.push(`incident ${incident.number} rings and no step has fired`);
      }
    }
  }

  #allAgree(): void {
    const world = this.#world;
    const entries = world.store.read(0, 1_000_000);
    const { broken, head } = verifyChain(genesis, entries);
    if (broken) {
      this.broken.push(`the log breaks at ${broken.seq}: ${broken.problem}`);
    }
    for (const { app, identity } of world.desktops) {
      if (app.replica.head.hash !== head.hash) {
        this.broken.push(`${identity.person}'s laptop ends at entry ${app.replica.head.seq} of ${head.seq}`);
      }
      if (app.replica.pending.length > 0) {
        this.broken.push(`${identity.person}'s laptop still waits with ${app.replica.pending.length} commands`);
      }
    }
  }
}
