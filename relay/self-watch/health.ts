import { formatDuration } from '../../shared/time/duration.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';

/** An engine that has not looked for this long is not paging anyone. */
const engineStalledMs = 10 * SECOND_MS;
/** An auditor looks at everything every half minute; one that has not for this long vouches for nothing. */
const auditorStalledMs = 5 * MINUTE_MS;

/** What is judged; all times are relay ms. */
export interface HealthEdges {
  now(): number;
  engineTickedAt(): number;
  auditor: { readonly standing: number; readonly isClean: boolean; readonly lastRoundAt: number };
}

/** What stands in the way of paging people, as `/healthz` says it. */
export interface Trouble {
  status: 'engine stalled' | 'engine missed something' | 'auditor stalled' | 'cannot write';
  reason: string;
}

/** Judges whether this relay can be relied on, for `/healthz` and for the heartbeat (C11). It says nothing about any incident. */
export class RelayHealth {
  readonly #edges: HealthEdges;
  #writeFailedAt: number | undefined;

  constructor(edges: HealthEdges) {
    this.#edges = edges;
  }

  /** Something was written to the disk, or could not be. */
  noteWrite(isKept: boolean): void {
    this.#writeFailedAt = isKept ? undefined : (this.#writeFailedAt ?? this.#edges.now());
  }

  /** Everything that is wrong, the worst first; empty while nothing is. */
  troubles(): Trouble[] {
    const { now, engineTickedAt, auditor } = this.#edges;
    const troubles: Trouble[] = [];
    const lagMs = now() - engineTickedAt();
    if (lagMs > engineStalledMs) {
      troubles.push({ status: 'engine stalled', reason: `The escalation engine has not looked for ${inWords(lagMs)}.` });
    }
    if (this.#writeFailedAt !== undefined) {
      const forMs = now() - this.#writeFailedAt;
      troubles.push({
        status: 'cannot write',
        reason: `Nothing could be written to the disk for ${inWords(forMs)}; free space or mend it.`,
      });
    }
    if (auditor.standing > 0) {
      const what = auditor.standing === 1 ? '1 step that is due has' : `${auditor.standing} steps that are due have`;
      troubles.push({ status: 'engine missed something', reason: `${what} not been carried out.` });
    } else if (!auditor.isClean) {
      troubles.push({ status: 'engine missed something', reason: 'A step that was due was carried out late, within the last 5 minutes.' });
    }
    const roundMs = now() - auditor.lastRoundAt;
    if (roundMs > auditorStalledMs) {
      troubles.push({ status: 'auditor stalled', reason: `Nobody has watched the escalation engine for ${inWords(roundMs)}.` });
    }
    return troubles;
  }
}

function inWords(ms: number): string {
  return formatDuration(Math.max(SECOND_MS, Math.round(ms / SECOND_MS) * SECOND_MS));
}
