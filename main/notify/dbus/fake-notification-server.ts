import { EventEmitter, once } from 'node:events';
import { Message, sessionBus, type MessageBus, type Variant } from '@jellybrick/dbus-next';

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

/** A notice as the server was asked to show it. */
export interface Shown {
  id: number;
  title: string;
  body: string;
  actions: string[];
  hints: Record<string, Variant>;
  expiresMs: number;
}

/** What a server says of itself. */
export interface ServerKind {
  name?: string;
  capabilities?: string[];
  /** Takes every call and answers none. */
  hangs?: boolean;
}

/** A notification server of a desktop, for tests: `Notify` and `CloseNotification` are emitted once they are done. */
export class FakeNotificationServer extends EventEmitter {
  readonly standing = new Map<number, Shown>();
  readonly #bus: MessageBus;
  readonly #kind: Required<ServerKind>;
  readonly #unanswered: (() => void)[] = [];
  #lastId = 0;

  private constructor(bus: MessageBus, kind: ServerKind) {
    super();
    this.#bus = bus;
    this.#kind = { name: 'gnome-shell', capabilities: ['body', 'body-markup', 'actions'], hangs: false, ...kind };
    bus.addMethodHandler((message) => this.#answer(message));
  }

  /** Starts one that owns the name before this resolves. */
  static async start(busAddress: string, kind: ServerKind = {}): Promise<FakeNotificationServer> {
    const bus = sessionBus({ busAddress });
    bus.on('error' as 'connect', () => undefined);
    const server = new FakeNotificationServer(bus, kind);
    await bus.requestName(name);
    return server;
  }

  /** The notice that stands with a title or body that contains a text. */
  find(text: string): Shown | undefined {
    return [...this.standing.values()].find(({ title, body }) => `${title} ${body}`.includes(text));
  }

  /** The next time it is asked to do something. */
  async next(call: 'Notify' | 'CloseNotification'): Promise<number> {
    const [id] = (await once(this, call)) as [number];
    return id;
  }

  /** Tells that the person clicked an action. */
  invoke(id: number, action: string): void {
    this.#signal('ActionInvoked', 'us', [id, action]);
  }

  /** Takes a notice away as a person does. */
  dismiss(id: number): void {
    this.standing.delete(id);
    this.#signal('NotificationClosed', 'uu', [id, 2]);
  }

  /** Comes to life again after it hung. */
  recover(): void {
    this.#kind.hangs = false;
    this.#unanswered.splice(0).forEach((answer) => answer());
  }

  /** Leaves the bus, as a server that crashed. */
  leave(): void {
    this.#bus.disconnect();
  }

  #answer(message: Message): boolean {
    if (message.interface !== name) {
      return false;
    }
    const answer = (): void => this.#do(message);
    if (this.#kind.hangs) {
      this.#unanswered.push(answer);
    } else {
      answer();
    }
    return true;
  }

  #do(message: Message): void {
    const reply = (signature: string, body: unknown[]): void => this.#bus.send(Message.newMethodReturn(message, signature, body));
    switch (message.member) {
      case 'GetServerInformation':
        return reply('ssss', [this.#kind.name, 'Test', '1.0', '1.2']);
      case 'GetCapabilities':
        return reply('as', [this.#kind.capabilities]);
      case 'CloseNotification': {
        const [id] = message.body as [number];
        reply('', []);
        if (this.standing.delete(id)) {
          this.#signal('NotificationClosed', 'uu', [id, 3]);
        }
        this.emit('CloseNotification', id);
        return;
      }
      case 'Notify': {
        const [, replaces, , title, body, actions, hints, expiresMs] = message.body as [
          string,
          number,
          string,
          string,
          string,
          string[],
          Record<string, Variant>,
          number,
        ];
        this.#lastId += 1;
        const id = replaces === 0 ? this.#lastId : replaces;
        this.standing.set(id, { id, title, body, actions, hints, expiresMs });
        reply('u', [id]);
        this.emit('Notify', id);
      }
    }
  }

  #signal(member: string, signature: string, body: unknown[]): void {
    this.#bus.send(Message.newSignal(path, name, member, signature, body));
  }
}
