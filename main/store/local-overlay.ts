import type { Incident } from '../../shared/incident/incident.ts';
import type { Event } from '../../shared/log/envelope.ts';
import { judge } from '../../shared/state/judge.ts';
import { copyState, fold, type State } from '../../shared/state/state.ts';
import { rebase, type OverlayEntry } from '../../shared/sync/overlay.ts';
import { isOvertaken } from './overtaken.ts';

/** What this device has added on top of the confirmed state: commands that wait for the relay, and what its own engine found due. */
export class LocalOverlay {
  #entries: OverlayEntry[];

  constructor(entries: readonly OverlayEntry[]) {
    this.#entries = entries.toSorted((a, b) => a.event.recordedAt - b.event.recordedAt);
  }

  /** In local order, with foreseen verdicts as of the last rebase. */
  get entries(): readonly OverlayEntry[] {
    return this.#entries;
  }

  get provisional(): Event[] {
    return this.#entries.flatMap(({ kind, event }) => (kind === 'provisional' ? [event] : []));
  }

  add(entry: OverlayEntry): void {
    this.#entries = [...this.#entries, entry];
  }

  /** The state people see: the confirmed one with the overlay judged anew and folded over it. */
  over(confirmed: State): State {
    const view = this.#entries.length === 0 ? confirmed : copyState(confirmed);
    this.#entries = rebase(view, this.#entries, { judge, fold });
    return view;
  }

  /** Lets go of what a test names; whether there was any. */
  drop(isGone: (entry: OverlayEntry) => boolean): boolean {
    const kept = this.#entries.filter((entry) => !isGone(entry));
    const hasGone = kept.length < this.#entries.length;
    this.#entries = kept;
    return hasGone;
  }

  /** What the engine here foresaw is dropped once the relay's own word on that incident covers it. */
  dropOvertaken(incidents: readonly Incident[]): boolean {
    const confirmed = new Map(incidents.map((incident) => [incident.id, incident]));
    return this.drop(({ kind, event }) => {
      const incident = confirmed.get(event.entity.id);
      return kind === 'provisional' && incident !== undefined && isOvertaken(incident, event);
    });
  }
}
