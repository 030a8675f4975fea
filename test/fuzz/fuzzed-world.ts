import { callFor } from '../../shared/escalation/calling.ts';
import { severityProfiles } from '../../shared/escalation/severity-profile.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { severities } from '../../shared/log/severity.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import type { Desktop } from '../harness/desktop.ts';
import { between, seededRandom } from '../harness/random.ts';
import { World } from '../harness/world.ts';

/** What happened in one world, as far as it must be the same for the same seed. */
export interface FuzzRun {
  seed: number;
  trace: string;
  happened: Record<string, number>;
  /** What was found wrong at the end, in words; empty when nothing was. */
  wrong: string[];
}

const people = ['ana', 'bo', 'lea', 'ana'];

/** One world driven by one seed: monitors, people, cuts, kills and clocks, then everything mended and looked over. */
export class FuzzedWorld {
  readonly #random: () => number;
  readonly #world: World;
  readonly #commands: string[] = [];
  readonly #happened: Record<string, number> = {};

  private constructor(world: World, random: () => number) {
    this.#world = world;
    this.#random = random;
  }

  static async run(seed: number): Promise<FuzzRun> {
    const world = await World.start();
    const random = seededRandom(seed);
    world.random = seededRandom(seed + 1);
    const fuzzed = new FuzzedWorld(world, random);
    for (const person of people.slice(0, between(random, 2, 4))) {
      await world.desktop(person, { wrongByMs: random() < 0.3 ? between(random, -12, 12) * HOUR_MS : 0 });
    }
    const steps = between(random, 25, 60);
    for (let i = 0; i < steps; i += 1) {
      await fuzzed.#step();
    }
    await fuzzed.#mendEverything();
    const wrong = fuzzed.#wrong();
    const trace = world.log().map(({ body, ...event }) => canonicalJson({ ...event, body: { ...body, publicKey: undefined } }));
    world.desktops.forEach((desktop) => desktop.kill());
    world.killRelay();
    return { seed, trace: trace.join('\n'), happened: fuzzed.#happened, wrong };
  }

  #one<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.#random() * from.length)];
  }

  #note(what: string): void {
    this.#happened[what] = (this.#happened[what] ?? 0) + 1;
  }

  async #step(): Promise<void> {
    const dice = this.#random();
    if (dice < 0.2) {
      await this.#alert();
    } else if (dice < 0.5) {
      this.#act();
    } else if (dice < 0.62) {
      this.#network();
    } else if (dice < 0.7) {
      this.#desktopLife();
    } else if (dice < 0.76) {
      await this.#relayLife();
    } else if (dice < 0.8) {
      this.#clocks();
    } else if (dice < 0.84) {
      this.#standIn();
    }
    const passMs = this.#one([0, 0, SECOND_MS, 5 * SECOND_MS, 20 * SECOND_MS, MINUTE_MS, 3 * MINUTE_MS, 15 * MINUTE_MS]) ?? 0;
    await this.#world.forward(passMs);
  }

  async #alert(): Promise<void> {
    const action = this.#one(['trigger', 'trigger', 'trigger', 'acknowledge', 'resolve'] as const) ?? 'trigger';
    const dedupKey = this.#one(['disk', 'memory', 'queue']) ?? 'disk';
    const severity = this.#one(severities) ?? 'critical';
    if (!this.#world.relayRuns) {
      return;
    }
    await this.#world.alert({ action, dedupKey, severity }).then(
      ({ outcome }) => this.#note(`alert ${outcome}`),
      () => this.#note('alert refused'),
    );
  }

  /** Somebody does something on a laptop that runs, to any incident it shows. */
  #act(): void {
    const desktop = this.#one(this.#world.desktops.filter(({ isRunning }) => isRunning));
    const what =
      (desktop?.app.replica.returned.length ?? 0) > 0 && this.#random() < 0.3
        ? 'reapply'
        : this.#one(['acknowledge', 'acknowledge', 'acknowledge', 'resolve', 'reopen', 'escalate', 'annotate', 'trigger'] as const);
    const incident = desktop && this.#one([...desktop.app.replica.view.incidents.values()]);
    if (!desktop || !what) {
      return;
    }
    const { app } = desktop;
    const event =
      what === 'trigger'
        ? app.replica.command('incident.triggered', { kind: 'incident', id: this.#world.newId() }, this.#locally())
        : what === 'reapply'
          ? app.reapply(this.#one(app.replica.returned)?.id ?? '')
          : incident && (what === 'annotate' ? app.annotate(incident.id, 'a note') : app[what](incident.id, 'window'));
    if (event) {
      this.#commands.push(event.id);
      this.#note(what);
    }
  }

  #locally(): Record<string, unknown> {
    return {
      title: 'Seen by a person',
      severity: this.#one(severities),
      service: 'billing',
      policy: { id: 'payments', revision: 1 },
      test: false,
    };
  }

  #network(): void {
    const desktop = this.#one(this.#world.desktops);
    const what = this.#one(['cut', 'cut', 'dead', 'mend', 'mend'] as const);
    if (desktop && what === 'cut') {
      desktop.cut();
    } else if (desktop && what === 'dead') {
      this.#world.network.goDead(desktop.identity.device);
    } else {
      desktop?.mend();
    }
    this.#note(`network ${what ?? ''}`);
  }

  #desktopLife(): void {
    const desktop = this.#one(this.#world.desktops);
    if (desktop?.isRunning) {
      desktop.kill();
      this.#note('desktop killed');
    } else {
      desktop?.start();
    }
  }

  async #relayLife(): Promise<void> {
    const world = this.#world;
    if (this.#random() < 0.3) {
      this.#note('relay disk');
      world.store.failure = 'ENOSPC';
      await this.#alert();
      this.#act();
      await world.forward(this.#one([SECOND_MS, 10 * SECOND_MS, MINUTE_MS]) ?? 0);
      world.store.failure = undefined;
    } else if (world.relayRuns) {
      world.killRelay();
      this.#note('relay killed');
    } else {
      world.startRelay();
    }
  }

  /** Somebody stands in for who is on call, for an hour from now. */
  #standIn(): void {
    const world = this.#world;
    if (world.relayRuns) {
      const from = world.clock.now();
      const override = { id: world.newId(), person: this.#one(people) ?? 'bo', from, until: from + HOUR_MS };
      world.relay.write(
        { type: 'override.added', entity: { kind: 'schedule', id: 'payments-primary' }, body: { override } },
        { kind: 'admin' },
      );
      this.#note('stand-in');
    }
  }

  #clocks(): void {
    const clock = this.#random() < 0.2 ? this.#world.relayClock : this.#one(this.#world.desktops)?.clock;
    clock?.set(between(this.#random, -3, 3) * HOUR_MS);
    this.#note('clock set');
  }

  async #mendEverything(): Promise<void> {
    const world = this.#world;
    if (!world.relayRuns) {
      world.startRelay();
    }
    for (const desktop of world.desktops) {
      desktop.mend();
      if (!desktop.isRunning) {
        desktop.start();
      }
    }
    // The longest anybody may need: a minute of silence noticed, a minute of back-off, and a repeat of the page.
    await world.forward(4 * MINUTE_MS);
  }

  #wrong(): string[] {
    const world = this.#world;
    const entries = world.store.read(0, 1_000_000);
    const { broken, head } = verifyChain(genesis, entries);
    const incidents = world.store.recentIncidents(0);
    return [
      ...(broken ? [`The log breaks at ${broken.seq}: ${broken.problem}.`] : []),
      ...this.#commands.filter((id) => !world.store.find(id) && !this.#isRefused(id)).map((id) => `Command ${id} has no verdict.`),
      ...incidents.flatMap((incident) => this.#wrongWith(incident)),
      ...world.desktops.flatMap((desktop) => this.#wrongOn(desktop, head.hash, textOf(incidents))),
    ];
  }

  #isRefused(id: string): boolean {
    return this.#world.desktops.some(({ app }) => app.replica.returned.some((each) => each.id === id));
  }

  #wrongWith(incident: Incident): string[] {
    const name = `Incident ${incident.number} (${incident.severity}, ${incident.status}, ringing ${incident.epoch})`;
    const isSilent = !incident.path.some(({ outcome }) => outcome === 'paged') && severityProfiles[incident.severity].pages;
    return [
      ...(incident.status === 'triggered' && isSilent ? [`${name} pages nobody.`] : []),
      ...this.#world.desktops.flatMap(({ bell, identity }) => {
        const ought = callFor(incident, identity.person) !== undefined;
        const does = bell.ringing.has(incident.id);
        return ought === does ? [] : [`${name} ${does ? 'rings' : 'does not ring'} for ${identity.person}.`];
      }),
    ];
  }

  #wrongOn({ app, store, identity }: Desktop, hash: string, incidents: string): string[] {
    const { replica, link } = app;
    const name = `${identity.person}'s laptop`;
    return [
      ...(link.isLive ? [] : [`${name} is ${link.status.state}: ${link.status.why ?? ''}`]),
      ...(replica.head.hash === hash ? [] : [`${name} ends at entry ${replica.head.seq} of another log.`]),
      ...(textOf(store.load(0).incidents) === incidents ? [] : [`${name} has another state.`]),
      ...replica.pending.map(({ id }) => `${name} still waits with ${id}.`),
      ...replica.overlay.map(({ kind, event }) => `${name} still has a ${kind} ${event.type}.`),
    ];
  }
}

function textOf(incidents: readonly Incident[]): string {
  return canonicalJson(incidents.toSorted((a, b) => a.id.localeCompare(b.id)));
}
