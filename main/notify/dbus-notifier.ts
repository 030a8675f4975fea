import { DBusError } from '@jellybrick/dbus-next';
import { callLimitMs, systemTimers, within, type Timers } from './deadline.ts';
import { traitsOf, type ServerTraits } from './dbus/notification-server.ts';
import type { Notice, NoticeAction, Notifier, RaiseResult } from './notifier.ts';
import { answerOf, notifyArguments, notifySignature } from './dbus/notify-call.ts';
import { SessionBus } from './dbus/session-bus.ts';

const server = 'org.freedesktop.Notifications';
const serverPath = '/org/freedesktop/Notifications';
const matches = [
  `type='signal',interface='${server}',path='${serverPath}'`,
  `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${server}'`,
];

type Listener = (key: string, action: NoticeAction) => void;

/** Notices of a Linux desktop through org.freedesktop.Notifications, the one way that has buttons there. */
export class DbusNotifier implements Notifier {
  readonly name = 'dbus';
  readonly #timers: Timers;
  readonly #bus: SessionBus;
  readonly #listeners = new Set<Listener>();
  /** Keys that were raised and not cleared since; a reply that comes too late for another is closed at once. */
  readonly #wanted = new Set<string>();
  readonly #idOf = new Map<string, number>();
  readonly #keyOf = new Map<number, string>();
  #traits: Promise<ServerTraits> | undefined;
  #knownTraits: ServerTraits | undefined;

  constructor({ address, timers = systemTimers }: { address?: string; timers?: Timers } = {}) {
    this.#timers = timers;
    const onSignal = (member: string, body: readonly unknown[]): void => this.#onSignal(member, body);
    this.#bus = new SessionBus({ matches, onSignal, onLost: () => this.#forget() }, address);
    // The first page need not wait for the bus; that it cannot be reached is told by the page that needs it.
    this.#askTraits().catch(() => undefined);
  }

  raise(notice: Notice): Promise<RaiseResult> {
    this.#wanted.add(notice.key);
    const shown = this.#show(notice).then((): RaiseResult => ({ outcome: 'shown' }));
    const result = shown.catch((error: unknown): RaiseResult => ({ outcome: 'failed', why: whyOf(error) }));
    return within(this.#timers, callLimitMs, result, () => ({
      outcome: 'failed',
      why: `The program that shows notifications did not answer within ${callLimitMs / 1000} s.`,
    }));
  }

  async clear(key: string): Promise<void> {
    this.#wanted.delete(key);
    const id = this.#idOf.get(key);
    if (id !== undefined) {
      this.#forgetId(id);
      await within(this.#timers, callLimitMs, this.#close(id), () => undefined);
    }
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async dispose(): Promise<void> {
    this.#listeners.clear();
    await Promise.all([...this.#idOf.keys()].map((key) => this.clear(key)));
    this.#bus.disconnect();
  }

  async #show(notice: Notice): Promise<void> {
    const traits = await this.#askTraits();
    const standing = this.#idOf.get(notice.key);
    const replaces = traits.showsReplaced ? (standing ?? 0) : 0;
    const body = notifyArguments(notice, traits, replaces);
    const [id] = await this.#call('Notify', notifySignature, body);
    if (typeof id !== 'number') {
      throw new TypeError('it answered without an id');
    }
    const before = this.#idOf.get(notice.key);
    this.#idOf.set(notice.key, id);
    this.#keyOf.set(id, notice.key);
    if (before !== undefined && before !== id) {
      // Its id stays known until it is gone: a click that is under way counts.
      await this.#close(before);
    }
    if (!this.#wanted.has(notice.key)) {
      await this.clear(notice.key);
    }
  }

  #askTraits(): Promise<ServerTraits> {
    this.#traits ??= (async () => {
      const [[name], [capabilities]] = await Promise.all([this.#call('GetServerInformation'), this.#call('GetCapabilities')]);
      const known = Array.isArray(capabilities) ? capabilities.filter((item) => typeof item === 'string') : [];
      this.#knownTraits = traitsOf(String(name), known);
      return this.#knownTraits;
    })();
    const asked = this.#traits;
    asked.catch(() => {
      this.#traits = this.#traits === asked ? undefined : this.#traits;
    });
    return asked;
  }

  #onSignal(member: string, [first, second, third]: readonly unknown[]): void {
    if (member === 'NameOwnerChanged') {
      // Another server knows nothing of these notices; the first to own the name replaces none.
      if (first === server && second !== '' && second !== third) {
        this.#forget();
      }
      return;
    }
    const key = typeof first === 'number' ? this.#keyOf.get(first) : undefined;
    if (key === undefined || typeof first !== 'number') {
      return;
    }
    if (member === 'ActionInvoked' && this.#knownTraits) {
      const answer = answerOf(String(second), this.#knownTraits);
      if (answer) {
        this.#tell(key, answer);
      }
    } else if (member === 'NotificationClosed') {
      const wasLatest = this.#idOf.get(key) === first;
      this.#forgetId(first);
      if (wasLatest) {
        this.#tell(key, 'closed');
      }
    }
  }

  #tell(key: string, action: NoticeAction): void {
    for (const listener of this.#listeners) {
      listener(key, action);
    }
  }

  #forgetId(id: number): void {
    const key = this.#keyOf.get(id);
    this.#keyOf.delete(id);
    if (key !== undefined && this.#idOf.get(key) === id) {
      this.#idOf.delete(key);
    }
  }

  #forget(): void {
    const keys = [...this.#idOf.keys()];
    this.#idOf.clear();
    this.#keyOf.clear();
    this.#traits = undefined;
    this.#knownTraits = undefined;
    keys.forEach((key) => this.#tell(key, 'closed'));
  }

  async #close(id: number): Promise<void> {
    // A server answers with an error when the notice is gone already, which is what was wanted.
    await this.#call('CloseNotification', 'u', [id]).catch(() => undefined);
  }

  #call(member: string, signature = '', body: unknown[] = []): Promise<readonly unknown[]> {
    return this.#bus.call({ destination: server, path: serverPath, interface: server, member, signature, body });
  }
}

function whyOf(error: unknown): string {
  if (!(error instanceof DBusError)) {
    return `The desktop's message bus cannot be reached: ${error instanceof Error ? error.message : String(error)}.`;
  }
  return /\.(ServiceUnknown|NameHasNoOwner|Spawn\.\w+)$/.test(error.type)
    ? 'No program for them is running.'
    : `The program that shows notifications refused: ${error.text}`;
}
