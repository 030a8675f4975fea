import { callFor } from '../../shared/escalation/calling.ts';
import type { Via } from '../../shared/incident/incident-events.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import type { AuthorPart, Event } from '../../shared/log/envelope.ts';
import type { IncidentCommandName } from '../../shared/state/command-names.ts';
import { draftCommand } from '../../shared/state/commands.ts';
import { makeEdits, type MadeEdits, type SaidEdit } from '../../shared/schedule/make-edits.ts';
import { restated } from '../../shared/schedule/restate.ts';
import { refusal } from '../../shared/state/judge.ts';
import type { KnownTypes } from '../../shared/state/known-types.ts';
import { find } from '../../shared/workspace/workspace.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { WakeList } from '../../shared/escalation/wake-list.ts';
import { SteadyClock } from '../../shared/time/steady-clock.ts';
import type { Tiding } from '../../shared/coverage/tidings.ts';
import type { Connector } from '../link/connector.ts';
import { Link } from '../link/link.ts';
import type { Bell } from '../runner/bell.ts';
import { CopyWatch } from '../runner/copy-watch.ts';
import { DeskRunner } from '../runner/desk-runner.ts';
import { BellAudit } from '../runner/bell-audit.ts';
import { DailyTest, type BellTested } from '../runner/daily-test.ts';
import { RelayWatch, type RelayTrouble } from '../runner/relay-watch.ts';
import { RotaWatch } from '../runner/rota-watch.ts';
import { deviceSigner, isSignedBy, type Identity } from '../store/identity.ts';
import { Replica } from '../store/replica.ts';
import { letGoOfOld } from '../store/retention.ts';
import type { ReplicaStore } from '../store/replica-store.ts';

/** What one person's desk runs on. */
export interface ResponderEdges {
  identity: Identity;
  store: ReplicaStore;
  connector: Connector;
  clock: Clock;
  random(): number;
  newId(): string;
  channel: 'desktop' | 'terminal';
  /** The newest version of the wire spoken here; this code's unless an older desktop is played. */
  speaks?: number;
  /** The types of event it reads; those of this version unless said otherwise. */
  reads?: KnownTypes | undefined;
  /** Makes the bell once the replica it reads from is there. */
  bellFor(replica: Replica): Bell;
  /** Told what a person should hear about who is on call; nobody needs to listen. */
  onTiding?(tiding: Tiding): void;
  /** Tells the person what is wrong with the relay, and takes it back; nobody needs to listen. */
  onRelayTrouble?(trouble: RelayTrouble): void;
  onRelayBack?(kind: RelayTrouble['kind']): void;
  /** Proves once a day that the bell rings; where nothing is raised natively there is nothing to prove. */
  dailyTest?: { time(): string; raise(): Promise<BellTested>; clear(): Promise<void> };
  /** The list of the engine's wake-ups; a story may put one that loses some in its place. */
  wakes?: WakeList;
  /** Told of what went wrong and is tried again; nobody needs to listen. */
  onTrouble?(message: string, error: unknown): void;
}

/** One person on watch at one device: their copy of the log, the link to the relay and the engine that pages them. */
export class Responder {
  readonly replica: Replica;
  readonly link: Link;
  readonly #runner: DeskRunner;
  readonly #rota: RotaWatch;
  readonly #relayWatch: RelayWatch;
  readonly #audit: BellAudit;
  readonly #dailyTest: DailyTest | undefined;
  readonly #watchListeners = new Set<() => void>();
  readonly #copy: CopyWatch;
  readonly #newId: () => string;

  constructor(edges: ResponderEdges) {
    const { identity } = edges;
    this.#newId = edges.newId;
    const clock = new SteadyClock(edges.clock);
    const sign = deviceSigner(identity);
    const { device, person, relayUrl } = identity;
    this.replica = new Replica(
      edges.store,
      { device, person, sign, verify: isSignedBy, newId: edges.newId, wallMs: () => clock.now() },
      edges.reads,
    );
    const { connector, random, speaks } = edges;
    this.link = new Link({
      url: relayUrl,
      device,
      sign,
      connector,
      clock,
      random,
      replica: this.replica,
      ...(speaks === undefined ? {} : { speaks }),
    });
    const onTrouble = (message: string, error: unknown) => edges.onTrouble?.(message, error);
    const { replica, link } = this;
    this.#runner = new DeskRunner(replica, link, edges.bellFor(replica), clock, edges.channel, onTrouble, edges.wakes);
    const changed = () => this.#watchListeners.forEach((listener) => listener());
    this.#relayWatch = new RelayWatch({
      replica,
      link,
      clock,
      tell: (trouble) => edges.onRelayTrouble?.(trouble),
      over: (kind) => edges.onRelayBack?.(kind),
      changed,
    });
    const onMissed = (incident: string, lateMs: number) => {
      onTrouble(`What was due on incident ${incident} was missed and is done ${Math.round(lateMs / 1000)} s late.`, undefined);
      changed();
    };
    this.#audit = new BellAudit({ replica, runner: this.#runner, clock, onMissed });
    const isRinging = () => [...replica.view.incidents.values()].some((incident) => callFor(incident, person) !== undefined);
    this.#dailyTest = edges.dailyTest && new DailyTest({ ...edges.dailyTest, replica, device, clock, isRinging, onTrouble });
    const copy = {
      inspectOn: () => edges.store.inspectOn(),
      letGoOn: () => letGoOfOld(replica),
    };
    this.#copy = new CopyWatch(copy, this.link, clock, onTrouble);
    this.#rota = new RotaWatch(this.replica, this.link, clock, (tiding) => edges.onTiding?.(tiding));
  }

  start(): void {
    this.replica.subscribe(() => this.link.push());
    this.link.subscribe(() => {
      this.#runner.wake();
      this.#rota.wake();
      this.#copy.wake();
    });
    this.#rota.start();
    this.#runner.start();
    this.#relayWatch.start();
    this.#audit.start();
    this.#dailyTest?.start();
    this.link.start();
    this.#copy.start();
  }

  stop(): void {
    this.#copy.stop();
    this.#rota.stop();
    this.#relayWatch.stop();
    this.#audit.stop();
    this.#dailyTest?.stop();
    this.#runner.stop();
    this.link.stop();
    this.replica.close();
  }

  /** Stops for good, as when the laptop is paired anew: no notice of its pages stays. */
  leave(): void {
    this.#runner.leave();
    this.stop();
  }

  /** Looks at everything again, as after a sleep. */
  wake(): void {
    this.link.probe();
    this.#relayWatch.wake();
    this.#runner.wake();
  }

  /** What this laptop has found wrong with the relay, and when it last missed something itself (relay ms). */
  get watched(): { troubles: readonly RelayTrouble[]; missedAt: number | undefined } {
    return { troubles: this.#relayWatch.troubles, missedAt: this.#audit.missedAt };
  }

  /** Calls back when `watched` has changed. */
  subscribeWatched(listener: () => void): void {
    this.#watchListeners.add(listener);
  }

  acknowledge(id: string, via: Via): Event | undefined {
    return this.#command(id, 'incident.acknowledged', ({ epoch }) => ({ epoch, via }));
  }

  resolve(id: string, via: Via): Event | undefined {
    return this.#command(id, 'incident.resolved', ({ epoch }) => ({ epoch, via }));
  }

  escalate(id: string, via: Via): Event | undefined {
    return this.#command(id, 'incident.escalated', ({ epoch }) => ({ epoch, reason: 'escalated-by-hand', via }));
  }

  reopen(id: string, via: Via): Event | undefined {
    return this.#command(id, 'incident.reopened', () => ({ via }));
  }

  annotate(id: string, text: string): Event | undefined {
    return this.#command(id, 'incident.annotated', () => ({ text }));
  }

  /** Does anything else a person can do to an incident; a sentence when it is not said rightly, undefined when the incident is not known. */
  do(id: string, name: IncidentCommandName, via: Via, said: unknown): Event | { problem: string } | undefined {
    const state = this.replica.view;
    const incident = state.incidents.get(id);
    const draft = incident && draftCommand(name, { incident, via, state }, said);
    return draft && ('problem' in draft ? draft : this.replica.command(draft.type, { kind: 'incident', id }, draft.body));
  }

  /** What commands would make of a schedule one after the other; nothing is done yet. */
  plan(id: string, edits: readonly SaidEdit[]): MadeEdits {
    const state = this.replica.view;
    const schedule = find(state.workspace, 'schedule', id);
    if (!schedule) {
      return { problem: 'The schedule is not known on this laptop any more.' };
    }
    const isPerson = (person: string) => find(state.workspace, 'person', person) !== undefined;
    const made = makeEdits(schedule, edits, { newId: this.#newId, now: this.replica.now(), isPerson });
    const entity = { kind: 'schedule' as const, id };
    const me = { kind: 'person' as const, id: this.replica.person };
    const refused = 'problem' in made ? [] : made.drafts.flatMap((draft) => refusal(state, { ...draft, entity }, me) ?? []);
    return refused[0] === undefined ? made : { problem: refused[0] };
  }

  /** Makes commands on a schedule one after the other, and none when one cannot be made. */
  edit(id: string, edits: readonly SaidEdit[]): Event[] | { problem: string } {
    const made = this.plan(id, edits);
    return 'problem' in made ? made : made.drafts.map(({ type, body }) => this.replica.command(type, { kind: 'schedule', id }, body));
  }

  /** Makes a returned command again as things stand now. */
  reapply(id: string): Event | undefined {
    const returned = this.replica.returned.find((each) => each.id === id);
    const part = returned && (JSON.parse(returned.author) as AuthorPart);
    const schedule = part?.entity.kind === 'schedule' ? find(this.replica.view.workspace, 'schedule', part.entity.id) : undefined;
    if (part && schedule) {
      const again = this.replica.command(part.type, part.entity, restated(schedule, part.body));
      this.replica.dismiss(id);
      return again;
    }
    const incident = part && this.replica.view.incidents.get(part.entity.id);
    if (!part || !incident) {
      return undefined;
    }
    const body = 'epoch' in part.body ? { ...part.body, epoch: incident.epoch } : part.body;
    const event = this.replica.command(part.type, part.entity, body);
    this.replica.dismiss(id);
    return event;
  }

  #command(id: string, type: string, bodyFor: (incident: Incident) => Record<string, unknown>): Event | undefined {
    const incident = this.replica.view.incidents.get(id);
    return incident && this.replica.command(type, { kind: 'incident', id }, bodyFor(incident));
  }
}
