import { gapsNear, tidingsOf, type Tiding } from '../../shared/coverage/tidings.ts';
import type { EntityRef, Event } from '../../shared/log/envelope.ts';
import type { State } from '../../shared/state/state.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { HOUR_MS } from '../../shared/time/instant.ts';
import type { Workspace } from '../../shared/workspace/workspace.ts';

/** What the watch needs of the replica. */
export interface WatchedReplica {
  readonly view: State;
  readonly person: string;
  readonly head: { readonly seq: number };
  now(): number;
  history(entity: EntityRef): { event: Event }[];
  subscribe(listener: () => void): () => void;
}

/** Looks after the schedules for one person: tells them what others changed, and a lead when nobody is on call soon. */
export class RotaWatch {
  readonly #replica: WatchedReplica;
  readonly #link: { readonly isLive: boolean };
  readonly #clock: Clock;
  readonly #tell: (tiding: Tiding) => void;
  /** Schedules whose gap has been told of; one that was filled is told of anew when it comes back. */
  readonly #gapsTold = new Set<string>();
  #before: Workspace | undefined;
  #cancel: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(replica: WatchedReplica, link: { readonly isLive: boolean }, clock: Clock, tell: (tiding: Tiding) => void) {
    this.#replica = replica;
    this.#link = link;
    this.#clock = clock;
    this.#tell = tell;
  }

  start(): void {
    this.#unsubscribe = this.#replica.subscribe(() => this.#onChange());
    // What this laptop kept is what its person knows: what changed while it was off is told.
    this.#before = this.#replica.head.seq > 0 ? copyOf(this.#replica.view.workspace) : undefined;
    this.#everyHour();
  }

  /** Looks again, as when the link comes or goes. */
  wake(): void {
    this.#onChange();
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#cancel?.();
  }

  #everyHour(): void {
    this.#lookForGaps();
    this.#cancel = this.#clock.after(HOUR_MS, () => this.#everyHour());
  }

  /** What changed while this laptop was away is told when it is back; what a first sync brings is no change. */
  #onChange(): void {
    const { workspace } = this.#replica.view;
    const before = this.#before;
    if (!this.#link.isLive && before === undefined) {
      return;
    }
    if (before && sameSchedules(before, workspace)) {
      return;
    }
    this.#before = copyOf(workspace);
    if (before) {
      const { person } = this.#replica;
      tidingsOf(before, workspace, person, this.#replica.now(), (id) => this.#isTheirs(id)).forEach((tiding) => this.#tell(tiding));
      this.#lookForGaps();
    }
  }

  #isTheirs(schedule: string): boolean {
    const last = this.#replica.history({ kind: 'schedule', id: schedule }).at(-1)?.event;
    return last?.actor.kind === 'person' && last.actor.id === this.#replica.person;
  }

  #lookForGaps(): void {
    const gaps = gapsNear(this.#replica.view.workspace, this.#replica.person, this.#replica.now());
    const near = new Map(gaps.toReversed().map((tiding) => [tiding.schedule.id, tiding]));
    this.#gapsTold.forEach((id) => near.has(id) || this.#gapsTold.delete(id));
    for (const [id, tiding] of near) {
      if (!this.#gapsTold.has(id)) {
        this.#gapsTold.add(id);
        this.#tell(tiding);
      }
    }
  }
}

function sameSchedules(before: Workspace, after: Workspace): boolean {
  const [was, is] = [before.entries.schedule, after.entries.schedule];
  return was.size === is.size && [...is].every(([id, entry]) => was.get(id)?.current === entry.current);
}

/** The workspace as it is now: the fold goes on writing to the maps of the one there is. */
function copyOf(workspace: Workspace): Workspace {
  return { ...workspace, entries: { ...workspace.entries, schedule: new Map(workspace.entries.schedule) } };
}
