import { inflateRawSync } from 'node:zlib';
import type { Connector, WireListener } from '../../main/link/connector.ts';
import type { Hub } from '../../relay/replicate/hub.ts';
import type { Session } from '../../relay/replicate/session.ts';

interface Connection {
  /** Frames vanish both ways and nobody is told, as on a half-open link. */
  dead: boolean;
  drop(why: string): void;
}

/** How a network treats the frames it carries: each is lost, doubled or late with a chance. */
export interface Faults {
  chance: number;
  random: () => number;
}

/** A network in memory between desktops and one relay; it can be cut, go dead without a word, and be mended. */
export class FakeNetwork {
  #hub: Hub | undefined;
  readonly #cut = new Set<string>();
  readonly #dead = new Set<string>();
  readonly #open = new Map<string, Set<Connection>>();
  /** While set, frames vanish, come twice, or come after those sent later. No connection does so by itself; a fault anywhere may. */
  faults: Faults | undefined;
  /** How many frames came packed. */
  packed = 0;
  /** What the faults did. */
  readonly spoilt = { lost: 0, doubled: 0, late: 0 };

  /** The relay that answers; undefined for one that is down. Connections to the one before are dropped. */
  serve(hub: Hub | undefined): void {
    this.#hub = hub;
    for (const device of this.#open.keys()) {
      this.#dropAll(device);
    }
  }

  /** Ends a desktop's connections, and lets it make no new ones. */
  cut(device: string): void {
    this.#cut.add(device);
    this.#dropAll(device);
  }

  /** Lets a desktop's frames vanish without closing anything; what connects meanwhile hangs. */
  goDead(device: string): void {
    this.#dead.add(device);
    this.#open.get(device)?.forEach((connection) => {
      connection.dead = true;
    });
  }

  /** New connections come through again; one that went dead stays dead. */
  mend(device: string): void {
    this.#cut.delete(device);
    this.#dead.delete(device);
  }

  connectorFor(device: string): Connector {
    return { connect: (_url, listener) => this.#connect(device, listener) };
  }

  #connect(device: string, listener: WireListener) {
    const hub = this.#hub;
    if (this.#dead.has(device)) {
      return { send: () => undefined, close: () => undefined };
    }
    if (!hub || this.#cut.has(device)) {
      queueMicrotask(() => listener.closed(hub ? 'The network is cut.' : 'The relay is down.'));
      return { send: () => undefined, close: () => undefined };
    }
    let open = true;
    let session: Session | undefined;
    const mine = this.#open.get(device) ?? new Set<Connection>();
    this.#open.set(device, mine);
    const connection: Connection = {
      dead: false,
      drop: (why) => {
        if (!open) {
          return;
        }
        open = false;
        mine.delete(connection);
        // The other end of a dead connection hears nothing of its end.
        if (session && !connection.dead) {
          hub.disconnect(session);
        }
        queueMicrotask(() => connection.dead || listener.closed(why));
      },
    };
    mine.add(connection);
    const passes = () => open && !connection.dead;
    session = hub.connect({
      send: (frame) => this.#carry(() => passes() && listener.received(frame)),
      sendPacked: (packed) => {
        this.packed += 1;
        this.#carry(() => passes() && listener.received(inflateRawSync(packed).toString('utf8')));
      },
      // What was sent before still arrives.
      close: () => queueMicrotask(() => connection.drop('The relay closed the connection.')),
      bufferedBytes: 0,
    });
    return {
      send: (frame: string) => this.#carry(() => passes() && session.receive(frame)),
      close: () => connection.drop('Closed here.'),
    };
  }

  #carry(deliver: () => void): void {
    const { chance, random } = this.faults ?? { chance: 0, random: () => 1 };
    const dice = random() * 3;
    if (dice >= chance * 3) {
      queueMicrotask(deliver);
    } else if (dice < chance) {
      this.spoilt.lost += 1;
    } else if (dice < chance * 2) {
      this.spoilt.doubled += 1;
      queueMicrotask(deliver);
      queueMicrotask(deliver);
    } else {
      this.spoilt.late += 1;
      setImmediate(deliver);
    }
  }

  #dropAll(device: string): void {
    this.#open.get(device)?.forEach((connection) => connection.drop('The connection was cut.'));
  }
}
