import type { Language } from '../coverage/day-text.ts';
import type { AnswerAction } from './standing.ts';

/** What somebody wrote back: what to do, and to which incident when they named one by its number. */
export interface Reply {
  action: AnswerAction;
  number?: number | undefined;
  /** The language of the word they used. */
  language: Language | undefined;
}

const words: Readonly<Record<AnswerAction, Readonly<Record<Language | 'both', readonly string[]>>>> = {
  acknowledge: { en: ['acknowledge', 'acknowledged'], fr: ['pris', 'prise', 'prends', 'acquitter', 'acquitte'], both: ['ack'] },
  escalate: { en: ['escalate', 'escalated'], fr: ['escalader', 'escalade'], both: ['esc'] },
  resolve: { en: ['resolve', 'resolved'], fr: ['resoudre', 'resolu', 'resolue'], both: ['res'] },
};

const known = new Map(
  (Object.keys(words) as AnswerAction[]).flatMap((action) =>
    (['en', 'fr', 'both'] as const).flatMap((language) =>
      words[action][language].map((word) => [word, { action, language: language === 'both' ? undefined : language }] as const),
    ),
  ),
);

/** Far longer than any reply. */
const longest = 100;
const form = /^(?:#?(\d{1,9})\s*)?([a-z]{1,20})[\s:]*(?:#?(\d{1,9}))?$/;

/**
 * Reads a reply: a word, alone or with the number of an incident, and nothing else. A sentence is no command, for "resolve it with
 * Bo tomorrow" must not resolve. Undefined for whatever is none.
 */
export function readReply(text: string): Reply | undefined {
  const said = text.trim();
  if (said.length > longest) {
    return undefined;
  }
  const plain = said
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s.!,]+$/, '');
  const [, before, word = '', after] = form.exec(plain) ?? [];
  const found = known.get(word);
  const number = before ?? after;
  if (!found || (before !== undefined && after !== undefined)) {
    return undefined;
  }
  return { ...found, ...(number === undefined ? {} : { number: Number(number) }) };
}
