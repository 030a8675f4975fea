import { timingSafeEqual } from 'node:crypto';
import { HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';

/** How long a code is good for, how often it may be typed wrong, and how often a new one may be asked for. */
export const codeLifeMs = 10 * MINUTE_MS;
const mostAttempts = 5;
const askAgainAfterMs = MINUTE_MS;
const mostAnHour = 5;

interface Kept {
  code: string;
  address: string;
  until: number;
  attempts: number;
}

/** What became of a typed code; `attempts` are those left. */
export type CodeCheck = { kind: 'right'; address: string } | { kind: 'wrong'; attempts: number } | { kind: 'void' };

/**
 * Codes sent to addresses and not typed yet, in memory alone: after a restart they are asked for anew. Each is for one person and one
 * address of theirs, by name.
 */
export class Codes {
  readonly #now: () => number;
  readonly #digit: () => number;
  readonly #kept = new Map<string, Kept>();
  readonly #asked = new Map<string, number[]>();

  /** `digit` is chance from 0 to 9. */
  constructor(now: () => number, digit: () => number) {
    this.#now = now;
    this.#digit = digit;
  }

  /** A fresh code for an address, in place of one that was sent before; or how many ms to wait until one may be asked for. */
  ask(person: string, name: string, address: string): { code: string } | { waitMs: number } {
    const now = this.#now();
    const asked = (this.#asked.get(person) ?? []).filter((at) => at > now - HOUR_MS);
    const [oldest = now] = asked;
    const waitMs = Math.max((asked.at(-1) ?? -Infinity) + askAgainAfterMs - now, asked.length < mostAnHour ? 0 : oldest + HOUR_MS - now);
    if (waitMs > 0) {
      return { waitMs };
    }
    [...this.#kept].forEach(([key, { until }]) => until <= now && this.#kept.delete(key));
    this.#asked.set(person, [...asked, now]);
    const code = Array.from({ length: 6 }, () => this.#digit()).join('');
    this.#kept.set(keyOf(person, name), { code, address, until: now + codeLifeMs, attempts: mostAttempts });
    return { code };
  }

  /** Takes a typed code: a right one once, a wrong one five times. */
  check(person: string, name: string, typed: string): CodeCheck {
    const key = keyOf(person, name);
    const kept = this.#kept.get(key);
    if (!kept || kept.until <= this.#now() || kept.attempts <= 0) {
      this.#kept.delete(key);
      return { kind: 'void' };
    }
    if (timingSafeEqual(padded(kept.code), padded(typed.replaceAll(/\s/g, '')))) {
      this.#kept.delete(key);
      return { kind: 'right', address: kept.address };
    }
    const attempts = kept.attempts - 1;
    this.#kept.set(key, { ...kept, attempts });
    return attempts > 0 ? { kind: 'wrong', attempts } : { kind: 'void' };
  }

  /** Whether a code sent to an address may still be typed. */
  waitsFor(person: string, name: string): boolean {
    const kept = this.#kept.get(keyOf(person, name));
    return kept !== undefined && kept.attempts > 0 && kept.until > this.#now();
  }

  /** The address a person's code was sent to, by the name they gave it. */
  waiting(person: string): { name: string; address: string }[] {
    return [...this.#kept].flatMap(([key, { address }]) => {
      const [of, name] = JSON.parse(key) as [string, string];
      return of === person && this.waitsFor(person, name) ? [{ name, address }] : [];
    });
  }
}

function keyOf(person: string, name: string): string {
  return JSON.stringify([person, name]);
}

function padded(text: string): Buffer {
  return Buffer.from(text.slice(0, 16).padEnd(16, '\0'), 'latin1').subarray(0, 16);
}
