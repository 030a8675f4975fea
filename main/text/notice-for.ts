import type { IncidentRow, NextUp } from '../../shared/queue/row.ts';
import type { Zone } from '../../shared/time/zone.ts';
import type { Notice } from '../notify/notifier.ts';
import { clockTime } from './clock-words.ts';
import { plainLine } from './plain.ts';
import { listOf, type Words } from './words.ts';

const titleLength = 100;
const summaryLength = 160;

/** One page of one incident: the how manieth of its step, and whether it may be heard. */
export interface Page {
  number: number;
  sound: boolean;
}

/** What happens next on an incident if nobody does anything, in a sentence. */
export function nextSentence(next: NextUp, words: Words, zone: Zone): string {
  const time = clockTime(next.at, zone);
  if (next.kind !== 'step') {
    return next.kind === 'snooze-ends'
      ? words.next.snoozeEnds(time)
      : next.kind === 'not-resolved'
        ? words.next.notResolved(time)
        : words.next.acknowledgementExpires(time);
  }
  if (next.people.length === 0) {
    return next.isCatchAll === true ? words.next.lastResort(time) : words.next.step(time);
  }
  const who = listOf(
    next.people.map(({ name }) => plainLine(name, titleLength)),
    words,
  );
  return words.next.pages(who, next.people.length, time);
}

/** The severity's word and the service, as titles and menus put them. */
export function severityAndService(row: IncidentRow, words: Words): string {
  return words.notice.title(words.severity[row.severity], plainLine(row.service.name, titleLength));
}

/** A page as the system shows it: what and where in the title; the incident's title and what happens next in one line. */
export function noticeFor(row: IncidentRow, words: Words, page: Page, zone: Zone): Notice {
  const named = severityAndService(row, words);
  const tagged = row.test ? words.notice.test(named) : named;
  const summary = plainLine(row.title, summaryLength);
  const sentence = /[.!?…]$/u.test(summary) ? summary : `${summary}.`;
  return {
    key: row.id,
    title: page.number > 1 ? words.notice.again(tagged, page.number) : tagged,
    body: row.next === undefined ? sentence : `${sentence} ${nextSentence(row.next, words, zone)}`,
    urgency: row.insistent ? 'critical' : 'normal',
    sound: page.sound,
    labels: { acknowledge: words.notice.acknowledge, escalate: words.notice.escalate, open: words.notice.open },
  };
}
