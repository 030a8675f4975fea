import { EventEmitter } from 'node:events';
import { Message, MessageType, sessionBus, type MessageBus } from '@jellybrick/dbus-next';

/** A call of a method on the session bus. */
export interface BusCall {
  destination: string;
  path: string;
  interface: string;
  member: string;
  signature?: string;
  body?: unknown[];
}

/** What the user of a session bus wants to hear: `matches` are match rules of the D-Bus specification. */
export interface BusListener {
  matches: readonly string[];
  onSignal(member: string, body: readonly unknown[]): void;
  /** The connection is gone and everything said over it forgotten; the next call makes a new one. */
  onLost(): void;
}

interface Connection {
  bus: MessageBus;
  lost: Promise<never>;
}

const busItself = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };

/** The session bus, connected when first called and again whenever it went away. */
export class SessionBus {
  readonly #address: string | undefined;
  readonly #listener: BusListener;
  #connection: Promise<Connection> | undefined;
  #drop: (() => void) | undefined;

  constructor(listener: BusListener, address?: string) {
    this.#listener = listener;
    this.#address = address;
  }

  /** The body of the reply; rejects with the bus's error, or when the connection is lost meanwhile. */
  async call(call: BusCall): Promise<readonly unknown[]> {
    this.#connection ??= this.#connect();
    const { bus, lost } = await this.#connection;
    const reply = await Promise.race([bus.call(new Message({ ...call })), lost]);
    return reply?.body ?? [];
  }

  /** Lets go of the connection; the next call makes a new one. */
  disconnect(): void {
    this.#drop?.();
  }

  #connect(): Promise<Connection> {
    const bus = sessionBus(this.#address === undefined ? {} : { busAddress: this.#address });
    let reject: (error: Error) => void = () => undefined;
    const lost = new Promise<never>((_, rejectLost) => {
      reject = rejectLost;
    });
    let isConnected = false;
    const lose = (error: Error): void => {
      if (this.#drop !== drop) {
        return;
      }
      this.#drop = undefined;
      this.#connection = undefined;
      reject(error);
      bus.disconnect();
      if (isConnected) {
        this.#listener.onLost();
      }
    };
    lost.catch(() => undefined);
    const drop = (): void => lose(new Error('the connection was closed'));
    this.#drop = drop;
    (bus as EventEmitter).on('error', lose);
    // dbus-next leaves calls waiting for ever when the bus ends the connection, and only this inner emitter tells
    // (`MessageBus` forwards `error` but not `end`, 0.11.3).
    const inner: unknown = Reflect.get(bus, '_connection');
    if (inner instanceof EventEmitter) {
      inner.once('end', () => lose(new Error('the bus ended the connection')));
    }
    bus.on('message', (message) => {
      if (message.type === MessageType.SIGNAL) {
        this.#listener.onSignal(message.member, message.body);
      }
    });
    const ready = (async (): Promise<Connection> => {
      for (const match of this.#listener.matches) {
        await bus.call(new Message({ ...busItself, member: 'AddMatch', signature: 's', body: [match] }));
      }
      isConnected = true;
      return { bus, lost };
    })();
    ready.catch(lose);
    return Promise.race([ready, lost]);
  }
}
