import type { Instant } from '../../shared/time/instant.ts';
import type { Zone } from '../../shared/time/zone.ts';
import type { Notice } from '../notify/notifier.ts';
import { dayAndTime } from './clock-words.ts';
import type { Words } from './words.ts';

/** What a notice about the relay says: since when it is gone, or its engine stands still. */
export interface SaidOfRelay {
  kind: 'relay-gone' | 'engine-still';
  since: Instant;
}

/** The key of the daily test's notice. */
export const dailyTestKey = 'watch/test';

/** The key of a notice about the relay. */
export function keyOfRelay(kind: SaidOfRelay['kind']): string {
  return `watch/${kind}`;
}

/** Whether a notice's key is that of news, and not of an incident somebody can answer. */
export function isNews(key: string): boolean {
  return /^(schedule|watch)\//.test(key);
}

/** What a person on call is told when the relay does not do its part; it is heard once, and goes when the relay is back. */
export function relayNotice({ kind, since }: SaidOfRelay, words: Words, zone: Zone, now: Instant): Notice {
  const at = dayAndTime(since, now, zone, words);
  const { relayGone, relayGoneText, engineStill, engineStillText } = words.watch;
  const [title, body] = kind === 'relay-gone' ? [relayGone, relayGoneText(at)] : [engineStill, engineStillText(at)];
  return { key: keyOfRelay(kind), title, body, urgency: 'normal', sound: true, labels: { open: words.notice.open } };
}

/** The quiet notice that proves once a day that notices come through. */
export function dailyTestNotice(words: Words): Notice {
  const { test, testText } = words.watch;
  return { key: dailyTestKey, title: test, body: testText, urgency: 'normal', sound: false, labels: { open: words.notice.open } };
}
