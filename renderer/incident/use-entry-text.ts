import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../shared/bridge/desk.ts';
import { saidByEngine } from '../i18n/engine-sentences.ts';
import { useSuppressionText } from '../queue/use-suppression-text.ts';
import { useNames } from '../ui/use-names.ts';
import { changeText } from './change-text.ts';
import { tellingText } from './telling-text.ts';
import { channelOf, levelOf, notifyReasonOf, numberIn, ruleOf, severityOf, summaryOf, textIn, viaOf } from './entry-body.ts';

/** An entry of the timeline in words. */
export interface EntryText {
  headline: string;
  /** What a person wrote. */
  quote?: string | undefined;
  because?: string | undefined;
  through?: string | undefined;
}

/** Puts an entry of the timeline in words. */
export function useEntryText(entry: TimelineEntry, levels: number): EntryText {
  const { t } = useTranslation();
  const names = useNames();
  const { body } = entry;
  const via = viaOf(body);
  const through = via && t(`incident.timeline.via.${via}`);
  const { sentence } = useSuppressionText(entry.suppression);
  switch (entry.type) {
    case 'incident.triggered': {
      const severity = t(`severity.${severityOf(body)}`);
      const headline = t(body['test'] === true ? 'incident.timeline.event.triggeredTest' : 'incident.timeline.event.triggered', {
        severity,
      });
      return entry.suppression ? { headline: t('incident.timeline.event.triggeredSuppressed', { headline, why: sentence }) } : { headline };
    }
    case 'incident.suppressed':
      return { headline: t('incident.timeline.event.suppressionBegan', { why: sentence }) };
    case 'incident.alerted': {
      const summary = summaryOf(body);
      return {
        headline: summary === undefined ? t('incident.timeline.event.alerted') : t('incident.timeline.event.alertedSays', { summary }),
      };
    }
    case 'incident.acknowledged':
      return { headline: t('incident.timeline.event.acknowledged'), through };
    case 'incident.unacknowledged':
      return {
        headline: t(body['reason'] === 'snooze-ended' ? 'incident.timeline.event.unsnoozed' : 'incident.timeline.event.unacknowledged'),
      };
    case 'incident.escalated': {
      const rule = ruleOf(body);
      if (rule !== undefined) {
        return { headline: t('incident.timeline.event.escalatedByRule', { rule }) };
      }
      return {
        headline: t(
          body['reason'] === 'not-resolved' ? 'incident.timeline.event.escalatedNotResolved' : 'incident.timeline.event.escalatedByHand',
        ),
        through,
      };
    }
    case 'incident.annotated':
      return { headline: t('incident.timeline.event.annotated'), quote: textIn(body, 'text') };
    case 'incident.resolved':
      return { headline: t('incident.timeline.event.resolved'), through };
    case 'incident.reopened':
      return { headline: t('incident.timeline.event.reopened'), through };
    case 'step.fired': {
      const level = levelOf(body);
      const who = names.plain(entry.people);
      if (body['outcome'] === 'suppressed') {
        return { headline: t('incident.timeline.event.stepSuppressed') };
      }
      if (body['outcome'] === 'skipped') {
        return { headline: t('incident.timeline.event.stepSkipped', { level }) };
      }
      if (body['outcome'] === 'nobody') {
        return { headline: t('incident.timeline.event.stepNobody', { level }) };
      }
      return {
        headline:
          levels > 0 && level > levels
            ? t('incident.timeline.event.lastResort', { who })
            : t('incident.timeline.event.stepPaged', { level, who }),
      };
    }
    case 'notification.sent':
    case 'notification.failed':
    case 'notification.suppressed':
    case 'notification.missed':
      return notificationText(entry, t, names.plain(entry.people.slice(0, 1)));
    default:
      return (
        tellingText(entry, t) ??
        changeText(entry, t, names.plain(entry.people)) ?? { headline: t('incident.timeline.event.unknown', { type: entry.type }) }
      );
  }
}

function notificationText(entry: TimelineEntry, t: TFunction, who: string): EntryText {
  const { body } = entry;
  const reason = notifyReasonOf(body);
  const because = reason.known
    ? t(`incident.timeline.notified.${reason.known}`)
    : reason.text === undefined
      ? undefined
      : saidByEngine(reason.text);
  const channel = channelOf(body);
  const through = channel && t(`incident.timeline.channel.${channel}`);
  const page = numberIn(body, 'page') ?? 1;
  switch (entry.type) {
    case 'notification.sent':
      return {
        headline: page > 1 ? t('incident.timeline.event.sentAgain', { who, page }) : t('incident.timeline.event.sent', { who }),
        because,
        through,
      };
    case 'notification.failed':
      return { headline: t('incident.timeline.event.failed', { who }), because, through };
    case 'notification.suppressed':
      return { headline: t('incident.timeline.event.suppressed', { who }), because, through };
    default:
      return { headline: t('incident.timeline.event.missed', { who }), because, through };
  }
}
