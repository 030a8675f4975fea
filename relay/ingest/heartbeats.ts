import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Alert } from '../../shared/alert/alert.ts';
import type { Heartbeat } from '../../shared/alert/heartbeat.ts';
import { judgeHeart, type HeartState } from '../../shared/alert/missing-beat.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { SECOND_MS } from '../../shared/time/instant.ts';
import { readPrivateJson, writePrivateJson } from '../access/private-file.ts';
import { failedAlert, missingAlert, recoveredAlert } from './heartbeat-alerts.ts';

const Kept = z.strictObject({ lastBeats: z.record(z.string(), z.int()) });
const lookMs = SECOND_MS;
/** Longer between two looks than this, and the relay slept or stood still: it could not hear anybody. */
const deafAfterMs = 15 * SECOND_MS;
const tryAgainMs = 5 * SECOND_MS;

/** What a beat may say of whoever sends it. */
export interface Beat {
  status: 'ok' | 'fail';
  message?: string | undefined;
}

/** What listening for heartbeats works with. */
export interface HeartbeatEdges {
  /** The data folder; undefined to remember for as long as the process runs. */
  folder?: string | undefined;
  clock: Clock;
  defined(): readonly Heartbeat[];
  /** Whether the alert of a heartbeat is open. */
  isAlerting(heartbeat: Heartbeat): boolean;
  /** Takes an alert; resolves once it is durable, rejects when it could not be kept. */
  accept(heartbeat: Heartbeat, alert: Alert): Promise<unknown>;
  onTrouble(message: string, error: unknown): void;
}

/**
 * Listens for heartbeats: makes an alert of one that is missing, once for each silence, and resolves it when it beats again.
 * When each was last heard stands in `heartbeats.json`; beats are not logged.
 */
export class Heartbeats {
  readonly #edges: HeartbeatEdges;
  readonly #file: string | undefined;
  readonly #lastBeats: Map<string, number>;
  /** Since when each is listened for: the start of the process, or its first look at the definition. */
  readonly #since = new Map<string, number>();
  /** The silence each alert was made of, so that one resolved by hand is not made again for the same. */
  readonly #told = new Map<string, number>();
  #cancel: (() => void) | undefined;
  #lookedAt: number | undefined;
  #notBefore = 0;
  #unsaved = false;
  #isSaving = false;

  constructor(edges: HeartbeatEdges) {
    this.#edges = edges;
    this.#file = edges.folder === undefined ? undefined : join(edges.folder, 'heartbeats.json');
    this.#lastBeats = new Map(Object.entries(keptIn(this.#file)));
  }

  start(): void {
    this.look();
    this.#cancel = this.#edges.clock.after(lookMs, () => this.start());
  }

  /** Ends it, and writes down what was heard. */
  stop(): void {
    this.#cancel?.();
    if (this.#file !== undefined && this.#unsaved) {
      try {
        writePrivateJson(this.#file, this.#kept());
      } catch (error) {
        this.#edges.onTrouble('When each heartbeat was last heard could not be written down.', error);
      }
    }
  }

  /** Looks who is missing; alerts go out for those. */
  look(): void {
    const now = this.#edges.clock.now();
    const wasDeaf = this.#lookedAt === undefined || now - this.#lookedAt > deafAfterMs;
    this.#lookedAt = now;
    for (const heartbeat of this.#edges.defined()) {
      if (wasDeaf || !this.#since.has(heartbeat.id)) {
        this.#since.set(heartbeat.id, now);
      }
      this.#lookAt(heartbeat, now);
    }
    this.#save();
  }

  /**
   * Somebody beats, or says that they failed. Resolves once what follows from it is durable, with the names there are when this is
   * none of them.
   */
  async beat(name: string, { status, message }: Beat = { status: 'ok' }): Promise<readonly string[] | undefined> {
    const defined = this.#edges.defined();
    const heartbeat = defined.find(({ id }) => id === name) ?? defined.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (!heartbeat) {
      return defined.map(({ id }) => id);
    }
    this.#lastBeats.set(heartbeat.id, this.#edges.clock.now());
    this.#unsaved = true;
    if (status === 'fail') {
      await this.#edges.accept(heartbeat, failedAlert(heartbeat, message));
    } else if (this.#edges.isAlerting(heartbeat)) {
      await this.#edges.accept(heartbeat, recoveredAlert(heartbeat));
    }
    return undefined;
  }

  /** How each stands now, and when it was last heard (relay ms). */
  standing(): { id: string; name: string; state: HeartState; lastBeat: number | undefined }[] {
    const now = this.#edges.clock.now();
    return this.#edges.defined().map((heartbeat) => {
      const lastBeat = this.#lastBeats.get(heartbeat.id);
      const { state } = judgeHeart(heartbeat, { lastBeat, since: this.#since.get(heartbeat.id) ?? now }, now);
      return { id: heartbeat.id, name: heartbeat.name, state, lastBeat };
    });
  }

  #lookAt(heartbeat: Heartbeat, now: number): void {
    const { id } = heartbeat;
    const lastBeat = this.#lastBeats.get(id);
    const { state, silentSince } = judgeHeart(heartbeat, { lastBeat, since: this.#since.get(id) ?? now }, now);
    const isNews = state === 'missing' && this.#told.get(id) !== silentSince && !this.#edges.isAlerting(heartbeat);
    if (!isNews || now < this.#notBefore) {
      return;
    }
    this.#told.set(id, silentSince);
    this.#edges.accept(heartbeat, missingAlert(heartbeat, { lastBeat, silentSince })).catch((error: unknown) => {
      this.#told.delete(id);
      this.#notBefore = now + tryAgainMs;
      this.#edges.onTrouble(`The alert of the missing heartbeat "${id}" could not be kept; it is tried again.`, error);
    });
  }

  #save(): void {
    if (this.#file === undefined || !this.#unsaved || this.#isSaving) {
      return;
    }
    this.#unsaved = false;
    this.#isSaving = true;
    const temporary = `${this.#file}.meanwhile.tmp`;
    writeFile(temporary, `${JSON.stringify(this.#kept())}\n`, { mode: 0o600 })
      .then(() => rename(temporary, this.#file ?? ''))
      .catch(() => (this.#unsaved = true))
      .finally(() => (this.#isSaving = false));
  }

  /** Only what is defined: a heartbeat taken out of the workspace is forgotten. */
  #kept(): z.infer<typeof Kept> {
    const defined = new Set(this.#edges.defined().map(({ id }) => id));
    return { lastBeats: Object.fromEntries([...this.#lastBeats].filter(([id]) => defined.has(id))) };
  }
}

/** A damaged file is begun anew: it says only who was heard, and silence counts from the start. */
function keptIn(file: string | undefined): Record<string, number> {
  try {
    return file === undefined ? {} : (Kept.safeParse(readPrivateJson(file)).data?.lastBeats ?? {});
  } catch {
    return {};
  }
}
