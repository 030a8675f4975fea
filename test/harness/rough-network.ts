import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { endOfHead, frameLength } from './wire-frames.ts';

/**
 * What a network does with connections:
 * - `good` passes everything on; `slow` passes on what the relay says in drips;
 * - `refused` resets whoever connects and whoever is connected;
 * - `swallowed` lets connect, passes nothing on and closes nothing: half-open, as a tunnel leaves it;
 * - `portal` answers every request with a page that asks for a sign-in, as a hotel's Wi-Fi does;
 * - `cut` passes on until the relay sends a frame longer than 1,000 bytes, and resets in the middle of it.
 */
export type NetworkKind = 'good' | 'slow' | 'refused' | 'swallowed' | 'portal' | 'cut';

const drip = { bytes: 256, everyMs: 20 };
const cutFrom = 1000;
const signIn = '<!doctype html><title>Grand Hotel</title><form>Room number <input></form>';
const portalAnswers = [
  'HTTP/1.1 302 Found\r\nLocation: http://wifi.hotel.example/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${signIn.length}\r\nConnection: close\r\n\r\n${signIn}`,
];

/** Everything between a laptop and its relay: real sockets on loopback, and what a day's networks do to them. */
export class RoughNetwork {
  readonly #server: Server;
  readonly #relayPort: number;
  readonly #open = new Set<Journey>();
  /** How many connections it refused, swallowed, answered as a portal and cut, and how many drips it let through. */
  readonly done = { refused: 0, swallowed: 0, portal: 0, dripped: 0, cut: 0 };
  #kind: NetworkKind = 'good';

  private constructor(server: Server, relayPort: number) {
    this.#server = server;
    this.#relayPort = relayPort;
    server.on('connection', (laptop) => this.#accept(laptop));
  }

  static async start(relayPort: number): Promise<RoughNetwork> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RoughNetwork(server, relayPort);
  }

  /** The relay's address as the laptop knows it. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on the network is this. What was swallowed stays lost: nobody tells either end. */
  become(kind: NetworkKind): void {
    this.#kind = kind;
    for (const journey of this.#open) {
      if (kind === 'swallowed') {
        this.done.swallowed += 1;
        journey.isLost = true;
      } else if ((kind === 'refused' || kind === 'portal') && !journey.isLost) {
        journey.reset();
      }
    }
  }

  stop(): void {
    this.#open.forEach((journey) => journey.reset());
    this.#server.close();
  }

  #accept(laptop: Socket): void {
    laptop.on('error', () => undefined);
    switch (this.#kind) {
      case 'refused':
        this.done.refused += 1;
        laptop.resetAndDestroy();
        return;
      case 'portal':
        laptop.once('data', () => laptop.end(portalAnswers[this.done.portal++ % 2] ?? ''));
        return;
      case 'swallowed':
        this.done.swallowed += 1;
        laptop.resume();
        this.#keep(new Journey(laptop, laptop));
        return;
      case 'good':
      case 'slow':
      case 'cut':
        this.#pass(laptop);
    }
  }

  #pass(laptop: Socket): void {
    const relay = connect(this.#relayPort, '127.0.0.1');
    const journey = this.#keep(new Journey(laptop, relay));
    laptop.on('data', (bytes) => journey.isLost || relay.write(bytes));
    laptop.on('close', () => journey.isLost || relay.destroy());
    relay.on('error', () => undefined);
    relay.on('close', () => journey.isLost || laptop.destroy());
    if (this.#kind === 'slow') {
      this.#dripOn(journey);
    } else if (this.#kind === 'cut') {
      this.#cutWithin(journey);
    } else {
      relay.on('data', (bytes) => journey.isLost || laptop.write(bytes));
    }
  }

  #dripOn(journey: Journey): void {
    const held: Buffer[] = [];
    const dripping = setInterval(() => {
      const bytes = held.shift();
      if (bytes && !journey.isLost) {
        journey.laptop.write(bytes);
        this.done.dripped += 1;
      }
    }, drip.everyMs);
    journey.laptop.once('close', () => clearInterval(dripping));
    journey.relay.on('data', (bytes: Buffer) => {
      for (let at = 0; at < bytes.length; at += drip.bytes) {
        held.push(bytes.subarray(at, at + drip.bytes));
      }
    });
  }

  #cutWithin(journey: Journey): void {
    let held = Buffer.alloc(0);
    let isUpgraded = false;
    journey.relay.on('data', (bytes: Buffer) => {
      held = Buffer.concat([held, bytes]);
      for (;;) {
        const length = isUpgraded ? frameLength(held) : endOfHead(held);
        if (length === undefined) {
          return;
        }
        if (isUpgraded && length > cutFrom) {
          this.done.cut += 1;
          journey.relay.destroy();
          journey.laptop.end(held.subarray(0, length / 2));
          return;
        }
        if (held.length < length) {
          return;
        }
        journey.laptop.write(held.subarray(0, length));
        held = held.subarray(length);
        isUpgraded = true;
      }
    });
  }

  #keep(journey: Journey): Journey {
    this.#open.add(journey);
    journey.laptop.once('close', () => this.#open.delete(journey));
    return journey;
  }
}

/** One connection of the laptop's, and the one to the relay it is passed on through; `isLost` once nothing is passed on any more. */
class Journey {
  readonly laptop: Socket;
  readonly relay: Socket;
  isLost = false;

  constructor(laptop: Socket, relay: Socket) {
    this.laptop = laptop;
    this.relay = relay;
  }

  reset(): void {
    this.laptop.resetAndDestroy();
    this.relay.resetAndDestroy();
  }
}
