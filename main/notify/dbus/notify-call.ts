import { Variant } from '@jellybrick/dbus-next';
import { plainLine } from '../../text/plain.ts';
import { escapeMarkup } from '../markup.ts';
import type { ServerTraits } from './notification-server.ts';
import type { Notice, NoticeAction } from '../notifier.ts';

const lineLength = 400;
const urgencies = { normal: 1, critical: 2 } as const;
// Of the freedesktop.org sound naming specification, so that the person's sound theme has them.
const sounds = { normal: 'message-new-instant', critical: 'alarm-clock-elapsed' } as const;

/** Signature of the arguments of Notify. */
export const notifySignature = 'susssasa{sv}i';

function actionsOf(notice: Notice, traits: ServerTraits): string[] {
  const { acknowledge, escalate, open } = notice.labels;
  if (!traits.actions) {
    return [];
  }
  if (acknowledge === undefined) {
    return ['default', open];
  }
  if (escalate === undefined) {
    // Stands for many: where no button says so, a click on it does not acknowledge all of them.
    return traits.buttons ? ['acknowledge', acknowledge, 'default', open] : ['open', open, 'acknowledge', acknowledge];
  }
  return traits.buttons
    ? ['acknowledge', acknowledge, 'escalate', escalate, 'default', open]
    : ['default', acknowledge, 'escalate', escalate, 'open', open];
}

/** What a person meant by invoking an action; undefined for one that is not ours. */
export function answerOf(action: string, traits: ServerTraits): NoticeAction | undefined {
  switch (action) {
    case 'default':
      return traits.buttons ? 'open' : 'acknowledge';
    case 'acknowledge':
    case 'escalate':
    case 'open':
      return action;
    default:
      return undefined;
  }
}

function hintsOf(notice: Notice): Record<string, Variant> {
  return {
    urgency: new Variant('y', urgencies[notice.urgency]),
    'desktop-entry': new Variant('s', 'watchbell'),
    ...(notice.sound ? { 'sound-name': new Variant('s', sounds[notice.urgency]) } : { 'suppress-sound': new Variant('b', true) }),
  };
}

/** The arguments of Notify for a notice; it never expires by itself. */
export function notifyArguments(notice: Notice, traits: ServerTraits, replaces: number): unknown[] {
  const title = plainLine(traits.body ? notice.title : `${notice.title}. ${notice.body}`, lineLength);
  const line = plainLine(notice.body, lineLength);
  const body = !traits.body ? '' : traits.markup ? escapeMarkup(line) : line;
  return ['Watchbell', replaces, '', title, body, actionsOf(notice, traits), hintsOf(notice), 0];
}
