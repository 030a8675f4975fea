import type { Decision } from '../../shared/escalation/decision.ts';
import type { Bell } from '../../main/runner/bell.ts';

/** One page as it reached a person. */
export interface Heard {
  at: number;
  incident: string;
  page: number;
  reason: string;
}

/** A bell that remembers what it rang, and can be broken. */
export class FakeBell implements Bell {
  readonly heard: Heard[] = [];
  readonly ringing = new Set<string>();
  broken: string | undefined;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  raise(incident: string, page: Extract<Decision, { kind: 'notify' }>): Promise<{ outcome: 'shown' } | { outcome: 'failed'; why: string }> {
    if (this.broken !== undefined) {
      return Promise.resolve({ outcome: 'failed', why: this.broken });
    }
    this.heard.push({ at: this.#now(), incident, page: page.page, reason: page.reason });
    this.ringing.add(incident);
    return Promise.resolve({ outcome: 'shown' });
  }

  clear(incident: string): Promise<void> {
    this.ringing.delete(incident);
    return Promise.resolve();
  }
}
