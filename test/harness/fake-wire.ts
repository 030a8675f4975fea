import type { Connector, WireListener } from '../../main/link/connector.ts';
import type { Hub } from '../../relay/replicate/hub.ts';

/** A network in memory between desktops and one relay; it can be cut, and mended. */
export class FakeNetwork {
  #hub: Hub | undefined;
  #cut = new Set<string>();
  readonly #open = new Map<string, Set<(why: string) => void>>();

  /** The relay that answers; undefined for one that is down. Connections to the one before are dropped. */
  serve(hub: Hub | undefined): void {
    this.#hub = hub;
    for (const device of this.#open.keys()) {
      this.#dropAll(device);
    }
  }

  cut(device: string): void {
    this.#cut.add(device);
    this.#dropAll(device);
  }

  mend(device: string): void {
    this.#cut.delete(device);
  }

  connectorFor(device: string): Connector {
    return { connect: (_url, listener) => this.#connect(device, listener) };
  }

  #connect(device: string, listener: WireListener) {
    const hub = this.#hub;
    let open = true;
    const drop = (why: string) => {
      if (open) {
        open = false;
        this.#open.get(device)?.delete(drop);
        queueMicrotask(() => listener.closed(why));
      }
    };
    if (!hub || this.#cut.has(device)) {
      drop(hub ? 'The network is cut.' : 'The relay is down.');
      return { send: () => undefined, close: () => undefined };
    }
    const mine = this.#open.get(device) ?? new Set();
    this.#open.set(device, mine.add(drop));
    const session = hub.connect({
      send: (frame) => queueMicrotask(() => open && listener.received(frame)),
      close: () => drop('The relay closed the connection.'),
      bufferedBytes: 0,
    });
    return {
      send: (frame: string) => queueMicrotask(() => open && session.receive(frame)),
      close: () => {
        hub.disconnect(session);
        drop('Closed here.');
      },
    };
  }

  #dropAll(device: string): void {
    this.#open.get(device)?.forEach((drop) => drop('The connection was cut.'));
  }
}
