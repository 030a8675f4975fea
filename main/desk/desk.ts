import { hostname } from 'node:os';
import type { CommandResult } from '../../shared/bridge/contract.ts';
import type { Connection, Desk } from '../../shared/bridge/desk.ts';
import { defaultTestTime } from '../../shared/self-watch/daily-test.ts';
import type { Via } from '../../shared/incident/incident-events.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { askOwnWays, type OwnWaysAnswer } from '../link/own-ways.ts';
import { pairWithRelay } from '../link/pair.ts';
import { deviceSigner, newDeviceKey, type Identity, type IdentityFile } from '../store/identity.ts';
import type { Settings } from '../settings/settings.ts';
import type { DeskSource } from './desk-source.ts';
import { deskFrom, pendingCommands } from './desk-view.ts';
import type { Responder } from './responder.ts';
import { provenRows, selfWatchView } from './self-watch-view.ts';

/** A burst of changes is shown once. */
const showEveryMs = 50;

/** What the desk is put together from. */
export interface DeskEdges {
  identityFile: IdentityFile;
  settings: Settings;
  clock: Clock;
  newId(): string;
  version: string;
  /** The language of the system, for a person who chose none. */
  systemLocale: 'en' | 'fr';
  responderFor(identity: Identity): Responder;
  bellTrouble(): string | undefined;
}

/** The desk of this laptop: unpaired at first, then one responder's; what tray, window and alarm show and do. */
export class DeskService implements DeskSource {
  readonly #edges: DeskEdges;
  readonly #listeners = new Set<(desk: Desk) => void>();
  readonly #startedAt: number;
  #identity: Identity | undefined;
  #responder: Responder | undefined;
  #showing = false;

  constructor(edges: DeskEdges) {
    this.#edges = edges;
    this.#startedAt = edges.clock.now();
    edges.settings.subscribe(() => this.changed());
  }

  /** Starts as whoever this laptop was paired for. */
  start(): void {
    const identity = this.#edges.identityFile.read();
    if (identity) {
      this.#begin(identity);
    }
  }

  stop(): void {
    this.#responder?.stop();
    this.#responder = undefined;
  }

  get responder(): Responder | undefined {
    return this.#responder;
  }

  current(): Desk {
    const { settings, systemLocale, version } = this.#edges;
    const { locale, colorScheme, soundsPausedUntil, dailyTest = defaultTestTime } = settings.get();
    const common = {
      locale: locale ?? systemLocale,
      colorScheme,
      soundsPausedUntil,
      dailyTest,
      version,
      bellTrouble: this.#edges.bellTrouble(),
    };
    if (!this.#responder) {
      const connection: Connection = { state: 'unpaired', since: this.#startedAt, pending: 0, clockOffsetMs: 0 };
      return {
        ...common,
        organisation: '',
        connection,
        onDuty: [],
        laterDuties: [],
        onCall: [],
        queue: [],
        suppressed: 0,
        returned: [],
        handoffs: [],
        people: [],
        services: [],
      };
    }
    const { replica, link } = this.#responder;
    const connection: Connection = {
      ...link.status,
      relayUrl: this.#identity?.relayUrl,
      pending: pendingCommands(replica.overlay),
      // Of the wall clock as the window reads it, which may have been set since the offset was measured.
      clockOffsetMs: Math.round(replica.now() - this.#edges.clock.now()),
    };
    const { view: state, person: me, overlay, returned } = replica;
    const device = this.#identity?.device ?? '';
    const selfWatch = selfWatchView(this.#responder, device);
    const proven = provenRows(state.workspace, me, replica.now());
    return { ...common, selfWatch, proven, ...deskFrom({ state, me, now: replica.now(), overlay, returned, connection }) };
  }

  subscribe(listener: (desk: Desk) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Shows the desk anew, soon. */
  changed(): void {
    if (this.#showing) {
      return;
    }
    this.#showing = true;
    this.#edges.clock.after(showEveryMs, () => {
      this.#showing = false;
      const desk = this.current();
      this.#listeners.forEach((listener) => listener(desk));
    });
  }

  /** Enrols this laptop for a person at a relay. Pairing again replaces who it was. */
  async pair(url: string, code: string, person: string): Promise<CommandResult> {
    const key = newDeviceKey();
    const device = this.#edges.newId();
    try {
      const paired = await pairWithRelay(url, { code, person, device, deviceName: hostname() || 'desktop', publicKey: key.publicKey });
      const identity: Identity = { ...key, device, relayUrl: url, person: paired.person };
      this.#edges.identityFile.write(identity);
      this.#responder?.leave();
      this.#begin(identity);
      return { ok: true };
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Asks the relay for this laptop's person what must not stand in the log. */
  async askOwnWays(path: '' | '/code' | '/confirm' | '/forget' = '', body?: object): Promise<OwnWaysAnswer> {
    const [identity, responder] = [this.#identity, this.#responder];
    if (!identity || !responder) {
      return { problem: 'Pair this laptop with a relay first.' };
    }
    const { relayUrl, device } = identity;
    return askOwnWays({ relayUrl, device, sign: deviceSigner(identity), now: () => responder.replica.now() }, path, body);
  }

  /** Answers a page from outside the window: a notification, the tray or the alarm. */
  answer(incident: string, action: 'acknowledge' | 'escalate', via: Via): void {
    if (action === 'acknowledge') {
      this.#responder?.acknowledge(incident, via);
    } else {
      this.#responder?.escalate(incident, via);
    }
  }

  #begin(identity: Identity): void {
    this.#identity = identity;
    const responder = this.#edges.responderFor(identity);
    this.#responder = responder;
    responder.replica.subscribe(() => this.changed());
    responder.link.subscribe(() => this.changed());
    responder.subscribeWatched(() => this.changed());
    responder.start();
    this.changed();
  }
}
