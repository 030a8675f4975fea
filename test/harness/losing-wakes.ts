import { WakeList } from '../../shared/escalation/wake-list.ts';

/** A list of wake-ups that loses some of them, and keeps account of those nobody has looked at since. */
export class LosingWakes extends WakeList {
  readonly #loses: () => boolean;
  readonly lost = new Map<string, number>();

  constructor(loses: () => boolean) {
    super();
    this.#loses = loses;
  }

  override set(id: string, at: number): void {
    this.lost.delete(id);
    if (this.#loses()) {
      super.delete(id);
      this.lost.set(id, at);
    } else {
      super.set(id, at);
    }
  }

  override delete(id: string): void {
    this.lost.delete(id);
    super.delete(id);
  }
}
