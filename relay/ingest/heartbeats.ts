import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Alert } from '../../shared/alert/alert.ts';
import type { Heartbeat } from '../../shared/alert/heartbeat.ts';
import { judgeHeart, sinceAfterDeafness, type HeartState } from '../../shared/alert/missing-beat.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { SECOND_MS } from '../../shared/time/instant.ts';
import { readPrivateJson, writePrivateJson } from '../access/private-file.ts';
import { failedAlert, missingAlert, recoveredAlert } from './heartbeat-alerts.ts';

const Kept = z.strictObject({
  aliveAt: z.int(),
  hearts: z.record(z.string(), z.strictObject({ lastBeat: z.int().optional(), since: z.int() })),
});
/** So often the file says that the relay was there, also when nobody beats. */
const saveMs = 30 * SECOND_MS;
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
 * When each was last heard, and when the relay was last there, stands in `heartbeats.json`; beats are not logged.
 */
export class Heartbeats {
  readonly #edges: HeartbeatEdges;
  readonly #file: string | undefined;
  readonly #lastBeats = new Map<string, number>();
  /** Since when silence counts of each: its first look at the definition, or the end of a time it could not be heard. */
  readonly #since = new Map<string, number>();
  /** The last beat before the silence each alert was made of: one resolved by hand is not made again for the same. */
  readonly #told = new Map<string, number>();
  #cancel: (() => void) | undefined;
  #lookedAt: number | undefined;
  #notBefore = 0;
  #unsaved = false;
  #savedAt = 0;
  #isSaving = false;

  constructor(edges: HeartbeatEdges) {
    this.#edges = edges;
    this.#file = edges.folder === undefined ? undefined : join(edges.folder, 'heartbeats.json');
    const kept = keptIn(this.#file);
    // Written by a clock that was ahead: a beat that is still to come would hide every silence until then.
    const now = edges.clock.now();
    this.#lookedAt = kept && Math.min(kept.aliveAt, now);
    for (const [id, { lastBeat, since }] of Object.entries(kept?.hearts ?? {})) {
      this.#since.set(id, Math.min(since, now));
      if (lastBeat !== undefined) {
        this.#lastBeats.set(id, Math.min(lastBeat, now));
      }
    }
  }

  start(): void {
    this.look();
    this.#cancel = this.#edges.clock.after(lookMs, () => this.start());
  }

  /** Ends it, and writes down what was heard. */
  stop(): void {
    this.#cancel?.();
    if (this.#file !== undefined) {
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
    const from = this.#lookedAt ?? now;
    this.#lookedAt = now;
    for (const heartbeat of this.#edges.defined()) {
      const { id } = heartbeat;
      const since = this.#since.get(id) ?? now;
      const wasDeaf = now - from > deafAfterMs;
      const heard = { lastBeat: this.#lastBeats.get(id), since };
      this.#since.set(id, wasDeaf ? sinceAfterDeafness(heartbeat, heard, { from, until: now }) : since);
      this.#lookAt(heartbeat, now);
    }
    this.#save(now);
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

  /** How each stands now: whether it was heard in time, whether an incident of it is open, and when it was last heard (relay ms). */
  standing(): { id: string; name: string; state: HeartState; isAlerting: boolean; lastBeat: number | undefined }[] {
    const now = this.#edges.clock.now();
    return this.#edges.defined().map((heartbeat) => {
      const lastBeat = this.#lastBeats.get(heartbeat.id);
      const { state } = judgeHeart(heartbeat, { lastBeat, since: this.#since.get(heartbeat.id) ?? now }, now);
      return { id: heartbeat.id, name: heartbeat.name, state, isAlerting: this.#edges.isAlerting(heartbeat), lastBeat };
    });
  }

  #lookAt(heartbeat: Heartbeat, now: number): void {
    const { id } = heartbeat;
    const lastBeat = this.#lastBeats.get(id);
    const { state, silentSince } = judgeHeart(heartbeat, { lastBeat, since: this.#since.get(id) ?? now }, now);
    const isNews = state === 'missing' && this.#told.get(id) !== (lastBeat ?? 0) && !this.#edges.isAlerting(heartbeat);
    if (!isNews || now < this.#notBefore) {
      return;
    }
    this.#told.set(id, lastBeat ?? 0);
    this.#edges.accept(heartbeat, missingAlert(heartbeat, { lastBeat, silentSince })).catch((error: unknown) => {
      this.#told.delete(id);
      this.#notBefore = now + tryAgainMs;
      this.#edges.onTrouble(`The alert of the missing heartbeat "${id}" could not be kept; it is tried again.`, error);
    });
  }

  #save(now: number): void {
    if (this.#file === undefined || this.#isSaving || !(this.#unsaved || now - this.#savedAt >= saveMs)) {
      return;
    }
    this.#unsaved = false;
    this.#savedAt = now;
    this.#isSaving = true;
    const temporary = `${this.#file}.meanwhile.tmp`;
    writeFile(temporary, `${JSON.stringify(this.#kept())}\n`, { mode: 0o600 })
      .then(() => rename(temporary, this.#file ?? ''))
      .catch(() => (this.#unsaved = true))
      .finally(() => (this.#isSaving = false));
  }

  /** Only what is defined: a heartbeat taken out of the workspace is forgotten. */
  #kept(): z.infer<typeof Kept> {
    const aliveAt = this.#lookedAt ?? this.#edges.clock.now();
    const hearts = this.#edges.defined().map(({ id }) => {
      const lastBeat = this.#lastBeats.get(id);
      return [id, { ...(lastBeat === undefined ? {} : { lastBeat }), since: this.#since.get(id) ?? aliveAt }] as const;
    });
    return { aliveAt, hearts: Object.fromEntries(hearts) };
  }
}

/** A damaged file is begun anew: it says only who was heard, and silence counts from the start. */
function keptIn(file: string | undefined): z.infer<typeof Kept> | undefined {
  try {
    return file === undefined ? undefined : Kept.safeParse(readPrivateJson(file)).data;
  } catch {
    return undefined;
  }
}
