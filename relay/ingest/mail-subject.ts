import type { Alert } from '../../shared/alert/alert.ts';
import { actionOfWord, severityOfWord } from '../../shared/alert/words.ts';
import { severityRank, type Severity } from '../../shared/log/severity.ts';

/** What the subject of a mail says: what to do, how bad it is, the key it names, and the words that are left when all that is taken out. */
export interface ReadSubject {
  action: Alert['action'];
  severity?: Severity | undefined;
  key?: string | undefined;
  rest: string;
}

interface Mark {
  at: number;
  action: Alert['action'] | undefined;
  severity: Severity | undefined;
}

const replyMarks = /^(?:\s*(?:re|fw|fwd|aw|wg|tr|sv|vs|antw)\s*(?:\[\d+\])?\s*:)+/i;
const keyMark = /\[\s*key\s*:\s*([^\]]{1,255}?)\s*\]/i;
/** `[FIRING:1]`, `(critical)`, `[P1]`. */
const group = /[[(]([^[\]()]{1,80})[\])]/gu;
/** `CRITICAL - `, `Resolved in 5m: `, `** PROBLEM `. */
const leading = /^[^\p{L}\d]*(\p{L}+(?: ?\d)?)\b(?:\s+(?:in|after)\s[\w\s]{1,30}?(?=:))?(\s*[:–-])?/u;
/** `db1 is CRITICAL`, `severity: high`; what is merely "low" in a sentence says nothing of how bad that is. */
const predicate = /\b(?:(is|now|are)|state|status|severity|priority)\b\s*[:=]?\s*(\p{L}+(?: ?\d)?)\b/giu;
const shouted = /\b(?:\p{Lu}{2,}|P[1-5]|SEV-?[1-5])\b/gu;

/**
 * Reads a subject by the words monitors put where they mean them: in brackets, in front, after "is", or in capitals. In the midst of
 * a sentence a word says nothing; in doubt it is a trigger (B2).
 */
export function readSubject(subject: string): ReadSubject {
  const key = keyMark.exec(subject)?.[1];
  let rest = subject.replace(keyMark, ' ').replace(replyMarks, '');
  const marks: Mark[] = [];
  const groups = rest.matchAll(group);
  for (const { 0: whole, 1: inner = '', index } of groups) {
    const words = inner.split(/[^\p{L}\d]+/u).filter((word) => /\p{L}/u.test(word));
    const found = words.map((word) => markOf(word, index));
    if (found.length > 0 && found.every((mark) => mark !== undefined)) {
      marks.push(...found.filter((mark) => mark !== undefined));
      rest = rest.replace(whole, ' '.repeat(whole.length));
    }
  }
  rest = withoutLeading(rest, marks);
  const predicates: Mark[] = [];
  for (const { 0: whole, 1: verb, 2: word = '', index } of rest.matchAll(predicate)) {
    const mark = markOf(word, index);
    if (mark && (verb === undefined || mark.action !== undefined || word === word.toUpperCase())) {
      predicates.push(mark);
      rest = rest.replace(whole, ' '.repeat(whole.length));
    }
  }
  // What is shouted makes it worse, never milder: "Not OK" is no information.
  const loud = [...rest.matchAll(shouted)].map(([word]) => severityOfWord(word)).filter((each) => each !== undefined && each !== 'info');
  const action = actionOf(marks, predicates);
  const bad = [...marks, ...predicates].flatMap(({ severity, action: asks }) => (severity && asks !== 'resolve' ? [severity] : []));
  return { action, severity: [...bad, ...loud].toSorted((a, b) => severityRank(a) - severityRank(b))[0], key, rest: plain(rest) };
}

/** Words in front, one after another, for as long as each is known and set off by a colon, a dash or capitals. */
function withoutLeading(text: string, marks: Mark[]): string {
  let rest = text;
  for (let found = leading.exec(rest); found; found = leading.exec(rest)) {
    const [whole, word = '', mark] = found;
    const known = markOf(word.trim(), text.length - rest.length);
    const isSetOff = mark !== undefined || (word === word.toUpperCase() && word.trim().length > 1);
    if (!known || !isSetOff) {
      break;
    }
    marks.push(known);
    rest = rest.slice(whole.length);
  }
  return rest;
}

function markOf(word: string, at: number): Mark | undefined {
  const action = actionOfWord(word);
  const severity = severityOfWord(word);
  return action === undefined && severity === undefined ? undefined : { at, action, severity };
}

/** The first mark decides; without one, what the sentence says of itself, unless it says both. */
function actionOf(marks: readonly Mark[], predicates: readonly Mark[]): Alert['action'] {
  const [first] = marks.toSorted((a, b) => a.at - b.at).filter(({ action, severity }) => action !== undefined || severity !== 'info');
  if (first) {
    return first.action ?? 'trigger';
  }
  return predicates.length > 0 && predicates.every(({ action }) => action === 'resolve') ? 'resolve' : 'trigger';
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim();
}
