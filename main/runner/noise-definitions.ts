import type { State } from '../../shared/state/state.ts';

const kinds = ['maintenance', 'silence', 'inhibition', 'organisation'] as const;

/** Notices that what keeps noise down was defined otherwise: what is suppressed has to be looked at again then. */
export class NoiseDefinitions {
  #seen: readonly unknown[] = [];

  hasChanged({ workspace }: State): boolean {
    // Entries are only ever replaced, whatever the copy of the state.
    const now = kinds.flatMap((kind): unknown[] => [...workspace.entries[kind].values()]);
    const isSame = now.length === this.#seen.length && now.every((entry, i) => entry === this.#seen[i]);
    this.#seen = now;
    return !isSame;
  }
}
