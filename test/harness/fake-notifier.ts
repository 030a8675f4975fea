import type { Notice, NoticeAction, Notifier, RaiseResult } from '../../main/notify/notifier.ts';

/** A notifier that does as it is told, and the person in front of it. */
export class FakeNotifier implements Notifier {
  readonly standing = new Map<string, Notice>();
  /** Every notice raised, in order. */
  readonly raised: Notice[] = [];
  readonly #listeners = new Set<(key: string, action: NoticeAction) => void>();
  readonly name: string;
  result: RaiseResult | undefined;

  constructor(name: string, why?: string) {
    this.name = name;
    this.result = why === undefined ? { outcome: 'shown' } : { outcome: 'failed', why };
  }

  raise(notice: Notice): Promise<RaiseResult> {
    this.raised.push(notice);
    if (this.result?.outcome === 'shown') {
      this.standing.set(notice.key, notice);
    }
    return this.result ? Promise.resolve(this.result) : new Promise(() => undefined);
  }

  async clear(key: string): Promise<void> {
    this.standing.delete(key);
  }

  subscribe(listener: (key: string, action: NoticeAction) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async dispose(): Promise<void> {
    this.standing.clear();
  }

  do(key: string, action: NoticeAction): void {
    if (action === 'closed') {
      this.standing.delete(key);
    }
    this.#listeners.forEach((listener) => listener(key, action));
  }
}
