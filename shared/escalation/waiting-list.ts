import type { Incident } from '../incident/incident.ts';

/** Which incidents wait for which: when one is over, those that waited for it are looked at again at once (S133). */
export class WaitingList {
  readonly #waiting = new Map<string, Set<string>>();

  /** Remembers what an incident waits for; that it does no more is no harm. */
  note({ id, blockedBy }: Pick<Incident, 'id' | 'blockedBy'>): void {
    blockedBy.forEach((other) => this.#waiting.set(other, (this.#waiting.get(other) ?? new Set()).add(id)));
  }

  /** The incidents that wait, or did, for another. */
  waitingFor(id: string): Iterable<string> {
    return this.#waiting.get(id) ?? [];
  }
}
