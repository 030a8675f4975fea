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
  /** How the system behind it misbehaves. */
  trouble: 'fails' | 'throws' | 'hangs' | undefined;
  /** Told of every page that is heard. */
  onRaise: ((incident: string) => void) | undefined;
  readonly #now: () => number;
  readonly #hanging: (() => void)[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  async raise(incident: string, page: Extract<Decision, { kind: 'notify' }>): ReturnType<Bell['raise']> {
    switch (this.trouble) {
      case 'fails':
        return { outcome: 'failed', why: 'The bell is broken.' };
      case 'throws':
        throw new Error('The bell is broken.');
      case 'hangs':
        await new Promise<void>((resolve) => this.#hanging.push(resolve));
        break;
      case undefined:
        break;
    }
    this.heard.push({ at: this.#now(), incident, page: page.page, reason: page.reason });
    this.ringing.add(incident);
    this.onRaise?.(incident);
    return { outcome: 'shown' };
  }

  clear(incident: string): Promise<void> {
    this.ringing.delete(incident);
    return Promise.resolve();
  }

  /** What hung comes to its end after all. */
  finish(): void {
    this.trouble = undefined;
    this.#hanging.splice(0).forEach((resolve) => resolve());
  }

  /** How often it rang for an incident. */
  count(incident: string): number {
    return this.heard.filter((each) => each.incident === incident).length;
  }
}
