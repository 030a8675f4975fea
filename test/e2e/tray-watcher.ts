import { Message, sessionBus, Variant, type MessageBus } from '@jellybrick/dbus-next';

/** One entry of a tray menu. */
export interface TrayEntry {
  id: number;
  label: string;
  enabled: boolean;
  children: TrayEntry[];
}

const watcherName = 'org.kde.StatusNotifierWatcher';

/** Plays the panel of the desktop: what tray icons exist on this session bus, what they say, and clicks in their menus. */
export class TrayWatcher {
  readonly #bus: MessageBus;
  readonly #items: string[] = [];
  #onItem: () => void = () => undefined;

  private constructor(bus: MessageBus) {
    this.#bus = bus;
  }

  static async start(): Promise<TrayWatcher> {
    const watcher = new TrayWatcher(sessionBus());
    watcher.#bus.addMethodHandler((message) => watcher.#answer(message));
    await watcher.#bus.requestName(watcherName, 0);
    return watcher;
  }

  /** The bus names of the tray items, in the order they came. */
  async items(count: number): Promise<string[]> {
    while (this.#items.length < count) {
      await new Promise<void>((resolve) => (this.#onItem = resolve));
    }
    return [...this.#items];
  }

  #answer(message: Message): boolean {
    const reply = (signature = '', body: unknown[] = []) => this.#bus.send(Message.newMethodReturn(message, signature, body));
    if (message.interface === watcherName) {
      if (message.member === 'RegisterStatusNotifierItem') {
        const [item] = message.body as [string];
        // An item may tell its path alone; who it is stands on the envelope.
        this.#items.push(item.startsWith('/') ? `${message.sender ?? ''}${item}` : item);
        this.#onItem();
      }
      reply();
      return true;
    }
    if (message.interface === 'org.freedesktop.DBus.Properties' && message.member === 'Get' && message.body[0] === watcherName) {
      reply('v', [message.body[1] === 'RegisteredStatusNotifierItems' ? new Variant('as', this.#items) : new Variant('b', true)]);
      return true;
    }
    return false;
  }

  /** The tooltip's sentence. */
  async tooltip(item: string): Promise<string> {
    const [, , title, text] = (await this.#property(item, 'ToolTip')) as [string, unknown, string, string];
    return `${title} ${text}`.trim();
  }

  /** The tooltip's sentence, once it says this. */
  async untilTooltip(item: string, says: RegExp): Promise<string> {
    for (;;) {
      const tooltip = await this.tooltip(item);
      if (says.test(tooltip)) {
        return tooltip;
      }
    }
  }

  /** The icon, once it is (or is not) this one. */
  async untilIcon(item: string, fits: (icon: string) => boolean): Promise<void> {
    while (!fits(await this.icon(item))) {
      // Each look is a round trip on the bus.
    }
  }

  /** The icon's pixels, to tell one state from another. */
  async icon(item: string): Promise<string> {
    return JSON.stringify(await this.#property(item, 'IconPixmap'), (_key, value: unknown) =>
      Buffer.isBuffer(value) ? value.toString('base64') : value,
    );
  }

  async menu(item: string): Promise<TrayEntry[]> {
    const [, layout] = (await this.#call(item, '/com/canonical/dbusmenu', 'com.canonical.dbusmenu', 'GetLayout', 'iias', [0, -1, []])) as [
      number,
      RawEntry,
    ];
    return entryOf(layout).children;
  }

  /** Clicks the first entry with this label, wherever in the menu it stands. */
  async clickMenu(item: string, fits: (label: string) => boolean): Promise<void> {
    const all = (entries: TrayEntry[]): TrayEntry[] => entries.flatMap((entry) => [entry, ...all(entry.children)]);
    const entries = all(await this.menu(item));
    const entry = entries.find(({ label }) => fits(label));
    if (!entry) {
      throw new Error(`The tray menu has no such entry; it has: ${entries.map(({ label }) => label).join(' | ')}`);
    }
    await this.#call(item, '/com/canonical/dbusmenu', 'com.canonical.dbusmenu', 'Event', 'isvu', [
      entry.id,
      'clicked',
      new Variant('i', 0),
      0,
    ]);
  }

  stop(): void {
    this.#bus.disconnect();
  }

  async #property(item: string, name: string): Promise<unknown> {
    const [variant] = await this.#call(item, pathOf(item), 'org.freedesktop.DBus.Properties', 'Get', 'ss', [
      'org.kde.StatusNotifierItem',
      name,
    ]);
    return (variant as { value: unknown }).value;
  }

  async #call(item: string, path: string, face: string, member: string, signature: string, body: unknown[]): Promise<unknown[]> {
    const destination = item.split('/')[0] ?? item;
    const reply = await this.#bus.call(new Message({ destination, path, interface: face, member, signature, body }));
    return reply?.body ?? [];
  }
}

function pathOf(item: string): string {
  const slash = item.indexOf('/');
  return slash === -1 ? '/StatusNotifierItem' : item.slice(slash);
}

type RawEntry = [number, Record<string, { value: unknown }>, { value: RawEntry }[]];

function entryOf([id, properties, children]: RawEntry): TrayEntry {
  const label = properties['label']?.value;
  return {
    id,
    label: typeof label === 'string' ? label.replaceAll(/_(?!_)/g, '') : '',
    enabled: properties['enabled']?.value !== false,
    children: children.map(({ value }) => entryOf(value)),
  };
}
