/**
 * Why something a rule sets was left as it was: what it names is `unknown`, leads to `nobody` just now, comes to an `empty` text, or
 * the rule `failed`.
 */
export type LeftBecause = 'unknown' | 'nobody' | 'empty' | 'failed';

/** One thing a routing rule decided: what it set, or would have set, and why it was left as it was. */
export interface Decided {
  what: string;
  left?: LeftBecause | undefined;
  /** What it named, or what went wrong. */
  named?: string | undefined;
}

const longest = 200;

/** A decision as the log keeps it in `routed`. */
export function decidedText({ what, left, named = '' }: Decided): string {
  const text = left === undefined ? what : `${what}: ${left}${named === '' ? '' : ` ${named}`}`;
  return text.slice(0, longest).toWellFormed();
}

/** Reads what `decidedText` wrote. */
export function readDecided(text: string): Decided {
  const [, what = '', left, named] = /^(.*?): (unknown|nobody|empty|failed)(?: (.*))?$/s.exec(text) ?? [];
  return left === undefined ? { what: text } : { what, left: left as LeftBecause, ...(named === undefined ? {} : { named }) };
}
