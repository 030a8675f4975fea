import { localAt, findZone } from '../time/zone.ts';
import type { Instant } from '../time/instant.ts';
import { fitted } from './fitted.ts';
import { oneLine, type Brief, type OutMessage } from './message.ts';
import { isOwn } from './own-message.ts';
import { labelled, messageWords, type MessageWords } from './words.ts';

const longestSms = 306;

/** The one line that says it all: of several incidents how many, and the gravest. */
export function headlineOf(message: OutMessage): string {
  const words = messageWords(message.language);
  const [first, ...others] = message.incidents;
  if (isOwn(message)) {
    return first.title;
  }
  const about = aboutOf(message, first);
  const one = labelled(message.language, stateOf(message, first), about);
  if (others.length === 0) {
    return one;
  }
  const count = message.incidents.length;
  return labelled(message.language, message.isRoom ? words.severalInRoom(count) : words.several(count), `${about}, …`);
}

/** Which incident it is about. What customers may read names the service and nothing a monitor said, whoever passes it on to them. */
export function aboutOf({ said, what, language }: OutMessage, { isTest, number, title, service }: Brief): string {
  const isOutward = said?.audience === 'customers' && what === 'update';
  return `${isTest ? messageWords(language).test : ''}${isOutward ? service : `#${number} ${title}`}`;
}

/** How it stands, or what happened, in a few words. */
export function stateOf({ what, reason, said, language }: OutMessage, brief: Brief): string {
  const words = messageWords(language);
  switch (what) {
    case 'opened':
      return brief.stage === 'resolved' ? words.resolved(brief.holder) : words.severity[brief.severity];
    case 'status':
      return statusText(reason, brief, words);
    case 'update':
      return words.update(said?.audience === 'customers' ? undefined : said?.by);
    case 'decision':
      return words.decision(said?.by);
    case 'draft':
    case 'declined':
      return words[what];
    case 'page':
      return reason === 'approval' ? words.draft : words.severity[brief.severity];
    case 'test':
    case 'code':
      return words.severity[brief.severity];
    case 'acknowledged':
      return words.acknowledged(brief.holder);
    case 'resolved':
      return words.resolved(brief.holder);
  }
}

function statusText(reason: string, brief: Brief, words: MessageWords): string {
  const [field] = reason.split(':');
  if (field === 'stage') {
    return words.stageNow(words.stage[brief.stage]);
  }
  if (field === 'severity') {
    return words.severityNow(words.severity[brief.severity]);
  }
  return field === 'commander' ? words.leads(brief.commander) : words.reopened;
}

/** What somebody said, in lines; empty when nobody did. */
export function saidLines({ said, language }: OutMessage): readonly string[] {
  const why = said?.reason === undefined ? [] : [labelled(language, messageWords(language).declinedWhy, oneLine(said.reason, 2000))];
  return said ? [...said.text.split('\n'), ...why] : [];
}

/** Facts of an incident as label and value, in reading order; values are plain text. */
export function factsOf(message: OutMessage, brief: Brief): { label: string; value: string; url?: string }[] {
  const words = messageWords(message.language);
  if (isOwn(message)) {
    return [];
  }
  if (message.said && message.what !== 'page') {
    return message.said.audience === 'customers' || brief.bridge === undefined ? [] : [linkFact(words.bridge, brief.bridge)];
  }
  const why = message.isRoom || message.what !== 'page' ? undefined : words.reasons[message.reason];
  return [
    { label: words.service, value: brief.service },
    { label: words.since, value: clockText(brief.since, message.zone) },
    ...(why === undefined ? [] : [{ label: words.why, value: why }]),
    ...(message.what === 'opened' ? standing(brief, words) : []),
    ...(brief.runbook === undefined ? [] : [linkFact(words.runbook, brief.runbook)]),
    ...(brief.bridge === undefined ? [] : [linkFact(words.bridge, brief.bridge)]),
  ];
}

function linkFact(label: string, url: string): { label: string; value: string; url: string } {
  return { label, value: url, url };
}

/** What somebody who comes in needs to know first. */
function standing({ stage, holder, commander }: Brief, words: MessageWords): { label: string; value: string }[] {
  return [
    { label: words.stageLabel, value: words.stage[stage] },
    ...(holder === undefined || stage === 'resolved' ? [] : [{ label: words.holder, value: holder }]),
    ...(commander === undefined ? [] : [{ label: words.commander, value: commander }]),
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

/** What the link of a message does; undefined when it has none to offer, as when it asks for an approval, which no link gives. */
export function answerLabelOf({ what, reason, language }: Pick<OutMessage, 'what' | 'reason' | 'language'>): string | undefined {
  const { answer, confirm } = messageWords(language);
  if (what === 'page' && reason === 'approval') {
    return undefined;
  }
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
  if (isOwn(message)) {
    return ownLines(message).join('\n');
  }
  const parts = message.incidents.map((brief) => {
    const facts = factsOf(message, brief).map(({ label, value }) => labelled(message.language, label, value));
    const answer = message.what === 'page' && !message.isRoom ? [answerLine(message, brief)] : [];
    // Where words end and what is known of the incident begins.
    const gap = message.what === 'page' && message.said ? [''] : [];
    const headline = labelled(message.language, stateOf(message, brief), aboutOf(message, brief));
    return { number: brief.number, text: [headline, ...saidLines(message), ...gap, ...facts, ...answer].join('\n') };
  });
  return fitted(parts, most);
}

function answerLine(message: OutMessage, { answerAt }: Brief): string {
  const label = answerLabelOf(message);
  return label === undefined || answerAt === undefined ? openLine(message) : labelled(message.language, label, answerAt);
}

/** Where a page without a link is answered. */
export function openLine({ reason, language }: Pick<OutMessage, 'reason' | 'language'>): string {
  const words = messageWords(language);
  return reason === 'approval' ? words.approve : words.open;
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

/** Neither an ellipsis nor a space that does not break is a letter an SMS has without becoming twice as dear. */
function dotted(text: string): string {
  return text.replaceAll('…', '...').replaceAll('\u00a0', ' ');
}

/** What a voice says: who calls, and each incident, at most three of them. */
export function spokenText(message: OutMessage): string {
  const words = messageWords(message.language);
  if (isOwn(message)) {
    const digits = /^\d+/.exec(message.incidents[0].title)?.[0];
    return `${words.speech.hello} ${digits === undefined ? words.own.spokenTest : words.own.spokenCode(Array.from(digits).join(', '))}`;
  }
  const each = message.incidents.slice(0, 3).map(({ severity, service, title }) => {
    const about = oneLine(title, 120);
    return message.reason === 'approval'
      ? words.speech.approval(service, about)
      : words.speech.one(words.severity[severity].toLowerCase(), service, about);
  });
  const many = message.incidents.length > 1 ? [`${words.several(message.incidents.length)}.`] : [];
  return [words.speech.hello, ...many, ...each].join(' ');
}
