import type { TFunction } from 'i18next';
import type { TimelineEntry } from '../../shared/bridge/desk.ts';
import type { InsideAudience } from '../../shared/incident/telling-events.ts';
import { textIn } from './entry-body.ts';
import type { EntryText } from './use-entry-text.ts';

const audiences: readonly InsideAudience[] = ['responders', 'leadership', 'company'];

/** What was told of an incident, in words; undefined for an entry of another kind. */
export function tellingText({ type, body, room }: TimelineEntry, t: TFunction): EntryText | undefined {
  const quote = textIn(body, 'text');
  switch (type) {
    case 'incident.posted': {
      const audience = t(`told.audience.${audiences.find((each) => each === body['audience']) ?? 'responders'}`);
      return { headline: t(body['kind'] === 'decision' ? 'told.entry.decision' : 'told.entry.update', { audience }), quote };
    }
    case 'incident.room-opened':
      return { headline: t(body['why'] === 'said' ? 'told.entry.openedSaid' : 'told.entry.opened', { room: room ?? '' }) };
    case 'incident.bridge-set': {
      const url = textIn(body, 'url');
      return { headline: url === undefined ? t('told.entry.noBridge') : t('told.entry.bridge', { url }) };
    }
    case 'incident.follow-up-added':
      return { headline: t('told.entry.followUp'), quote };
    case 'incident.follow-up-done':
      return { headline: t('told.entry.followUpDone') };
    default:
      return undefined;
  }
}
