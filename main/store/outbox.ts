import { canonicalJson } from '../../shared/log/canonical.ts';
import type { AuthorPart } from '../../shared/log/envelope.ts';
import type { Author } from './author.ts';
import type { PendingCommand, ReplicaStore } from './replica-store.ts';

/** Commands on their way to the relay, oldest first, each with its number in this device's count. */
export class Outbox {
  readonly #store: ReplicaStore;
  readonly #sign: Author['sign'];
  /** Commands the relay says it has recorded, whose entries have not come yet. */
  readonly #answered = new Set<string>();
  #commands: readonly PendingCommand[];
  #lastNumber: number;

  constructor(store: ReplicaStore, sign: Author['sign'], kept: { pending: readonly PendingCommand[]; lastDeviceSeq: number }) {
    this.#store = store;
    this.#sign = sign;
    this.#commands = kept.pending;
    this.#lastNumber = kept.lastDeviceSeq;
  }

  get commands(): readonly PendingCommand[] {
    return this.#commands;
  }

  /** The number the next command gets. */
  get nextNumber(): number {
    return this.#lastNumber + 1;
  }

  /** Signs a command and keeps it, durably, until it is dropped. */
  add(part: AuthorPart): void {
    const command = this.#signed(part);
    this.#store.addPending(command, part.deviceSeq);
    this.#lastNumber = part.deviceSeq;
    this.#commands = [...this.#commands, command];
  }

  find(id: string): PendingCommand | undefined {
    return this.#commands.find((command) => command.id === id);
  }

  /** The relay has recorded it; its entry is on the way. */
  answered(id: string): void {
    this.#answered.add(id);
  }

  /** This device's number was seen in the log. */
  seen(number: number): void {
    this.#lastNumber = Math.max(this.#lastNumber, number);
  }

  drop(ids: ReadonlySet<string>): void {
    this.#commands = this.#commands.filter(({ id }) => !ids.has(id));
    ids.forEach((id) => this.#answered.delete(id));
  }

  /**
   * The relay expects this device's number `expected` next. Either it is here and only has to be sent again, or the count has a hole
   * that nothing can fill (a copy that was rebuilt, a command nobody could read): then what waits is counted and signed anew.
   */
  closeGap(expected: number): void {
    const waiting = this.#commands.filter(({ id }) => !this.#answered.has(id)).map(({ author }) => JSON.parse(author) as AuthorPart);
    if (!waiting.some(({ deviceSeq }) => deviceSeq === expected)) {
      const anew = waiting.map((part, i) => this.#signed({ ...part, deviceSeq: expected + i }));
      const last = expected + anew.length - 1;
      this.#store.renumber(anew, last);
      const byId = new Map(anew.map((command) => [command.id, command]));
      this.#commands = this.#commands.map((command) => byId.get(command.id) ?? command);
      this.#lastNumber = last;
    }
  }

  #signed(part: AuthorPart): PendingCommand {
    const author = canonicalJson(part);
    return { id: part.id, author, signature: this.#sign(author) };
  }
}
