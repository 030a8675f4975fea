import { localAt, findZone } from '../time/zone.ts';
import type { Instant } from '../time/instant.ts';
import { fitted } from './fitted.ts';
import { oneLine, type Brief, type OutMessage } from './message.ts';
import { isOwn } from './own-message.ts';
import { messageWords, type MessageWords } from './words.ts';

const longestSms = 306;

/** The one line that says it all: of several incidents how many, and the gravest. */
export function headlineOf(message: OutMessage): string {
  const words = messageWords(message.language);
  const [first, ...others] = message.incidents;
  if (isOwn(message)) {
    return first.title;
  }
  const about = `${first.isTest ? words.test : ''}#${first.number} ${first.title}`;
  const what = stateOf(message, first, words);
  const one = `${what}: ${about}`;
  if (others.length === 0) {
    return one;
  }
  const count = message.incidents.length;
  return `${message.isRoom ? words.severalInRoom(count) : words.several(count)}: ${about}, …`;
}

/** What a message says its incident is: how grave, who has it, that it is over. */
export function stateOf({ what }: Pick<OutMessage, 'what'>, brief: Brief, words: MessageWords): string {
  switch (what) {
    case 'page':
    case 'test':
    case 'code':
      return words.severity[brief.severity];
    case 'acknowledged':
      return words.acknowledged(brief.holder);
    case 'resolved':
      return words.resolved(brief.holder);
  }
}

/** Facts of an incident as label and value, in reading order; values are plain text. */
export function factsOf(message: OutMessage, brief: Brief): { label: string; value: string; url?: string }[] {
  const words = messageWords(message.language);
  if (isOwn(message)) {
    return [];
  }
  const why = message.isRoom || message.what !== 'page' ? undefined : words.reasons[message.reason];
  return [
    { label: words.service, value: brief.service },
    { label: words.since, value: clockText(brief.since, message.zone) },
    ...(why === undefined ? [] : [{ label: words.why, value: why }]),
    ...(brief.runbook === undefined ? [] : [{ label: words.runbook, value: brief.runbook, url: brief.runbook }]),
  ];
}

/** A moment on a zone's wall clock with the zone's name: 2026-11-23 03:00 (Europe/Paris). Unknown zones are UTC. */
export function clockText(at: Instant, zone: string): string {
  const known = findZone(zone);
  const utc = known ?? findZone('UTC');
  const local = utc && localAt(utc, at);
  const two = (value: number) => String(value).padStart(2, '0');
  return local
    ? `${local.year}-${two(local.month)}-${two(local.day)} ${two(local.hour)}:${two(local.minute)} (${known ? zone : 'UTC'})`
    : String(at);
}

/** What the link of a message does; undefined when it has none to offer. */
export function answerLabelOf({ what, language }: Pick<OutMessage, 'what' | 'language'>): string | undefined {
  const { answer, confirm } = messageWords(language);
  return what === 'page' ? answer : what === 'test' ? confirm : undefined;
}

/** A message about a way itself, in lines. */
function ownLines({ incidents: [{ title, answerAt }], what, language }: OutMessage): string[] {
  const { own } = messageWords(language);
  const advice = what === 'code' ? own.codeAdvice : answerAt === undefined ? own.testDone : own.confirmAt(answerAt);
  return [title, advice];
}

/** The message as plain text, lines of facts under each incident; of at most `most` UTF-16 units, the rest named by their numbers. */
export function plainText(message: OutMessage, most = Infinity): string {
  const words = messageWords(message.language);
  if (isOwn(message)) {
    return ownLines(message).join('\n');
  }
  const parts = message.incidents.map((brief) => {
    const facts = factsOf(message, brief).map(({ label, value }) => `${label}: ${value}`);
    const answer = message.what === 'page' && !message.isRoom ? [answerLine(brief, words)] : [];
    const headline = `${stateOf(message, brief, words)}: ${brief.isTest ? words.test : ''}#${brief.number} ${brief.title}`;
    return { number: brief.number, text: [headline, ...facts, ...answer].join('\n') };
  });
  return fitted(parts, most);
}

function answerLine({ answerAt }: Brief, words: MessageWords): string {
  return answerAt === undefined ? words.open : `${words.answer}: ${answerAt}`;
}

/** What fits two SMS: the headline of each incident, and where to answer the gravest. Links are never cut, titles are. */
export function shortText(message: OutMessage): string {
  const [first, ...others] = message.incidents;
  const link = answerLabelOf(message) !== undefined && first.answerAt !== undefined ? `\n${first.answerAt}` : '';
  const more = others.map(({ number }) => `#${number}`).join(' ');
  const room = Math.max(40, longestSms - link.length - (more === '' ? 0 : more.length + 3));
  if (isOwn(message)) {
    return `${oneLine(first.title, room)}${link}`;
  }
  const head = dotted(oneLine(`Watchbell ${headlineOf({ ...message, incidents: [first] })} (${first.service})`, room - 2));
  return `${head}${more === '' ? '' : ` + ${dotted(oneLine(more, 78))}`}${link}`;
}

/** An ellipsis is none of the letters an SMS has without becoming twice as dear. */
function dotted(text: string): string {
  return text.replaceAll('…', '...');
}

/** What a voice says: who calls, and each incident, at most three of them. */
export function spokenText(message: OutMessage): string {
  const words = messageWords(message.language);
  if (isOwn(message)) {
    const digits = /^\d+/.exec(message.incidents[0].title)?.[0];
    return `${words.speech.hello} ${digits === undefined ? words.own.spokenTest : words.own.spokenCode(Array.from(digits).join(', '))}`;
  }
  const each = message.incidents.slice(0, 3).map(({ severity, service, title }) => {
    return words.speech.one(words.severity[severity].toLowerCase(), service, oneLine(title, 120));
  });
  const many = message.incidents.length > 1 ? [`${words.several(message.incidents.length)}.`] : [];
  return [words.speech.hello, ...many, ...each].join(' ');
}
