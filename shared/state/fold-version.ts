import { knownTypes, type KnownTypes } from './known-types.ts';

/**
 * The version of the fold: what is kept folded was made by one, and another folds it anew from the log, which an update may understand
 * better, and the digests of two are not compared. Raise it whenever the same log gives another state; `fold-version.test.ts` notices.
 * - 1: the first that is remembered; what was kept before it is folded anew.
 * - 2: incidents may be suppressed, routed and grouped, and services know what was changed on them.
 * - 3: pages are sent outside too; those that make themselves heard count as having reached somebody.
 * - 4: a long detail of an alert is cut short between two characters, never within one.
 */
export const foldVersion = 4;

/** By which version something is folded, and which types of event that version reads. */
export interface FoldedBy {
  version: number;
  reads: KnownTypes;
}

/** This code's fold. */
export const thisFold: FoldedBy = { version: foldVersion, reads: knownTypes };

/** How far folding anew has come, in entries. */
export interface RefoldProgress {
  done: number;
  total: number;
}

/** Whether a line of progress is worth reading: one for so many entries, none for a log that is folded before anybody could look. */
export function isWorthTelling({ done }: RefoldProgress): boolean {
  return done % 20_000 === 0;
}
