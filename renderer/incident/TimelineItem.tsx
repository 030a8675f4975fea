import { Button } from '@mantine/core';
import { IconAlertTriangle, IconClockUp, IconWifiOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../shared/bridge/desk.ts';
import { saidByEngine } from '../i18n/engine-sentences.ts';
import { useClock } from '../stores/clock-store.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { fromNow } from '../ui/time-format.ts';
import { useLocale } from '../ui/use-locale.ts';
import { useTimes } from '../ui/use-times.ts';
import { iconOfEntry } from './timeline-icon.tsx';
import css from './TimelineItem.module.css';
import { useEntryText } from './use-entry-text.ts';

interface Props {
  entry: TimelineEntry;
  levels: number;
  /** Makes a follow-up of it; not there for what cannot become one. */
  onFollowUp: (() => void) | undefined;
}

/** One line of the timeline: what, who, when, through what, and how sure it is. */
export function TimelineItem({ entry, levels, onFollowUp }: Props): ReactElement {
  const { t } = useTranslation();
  const { headline, quote, because, through } = useEntryText(entry, levels);
  const actor =
    entry.actor.name ||
    (entry.actor.kind === 'admin' || entry.actor.kind === 'engine'
      ? t(`incident.timeline.actor.${entry.actor.kind}`)
      : t('people.somebody'));
  const details = [actor, through, entry.device === undefined ? undefined : t('incident.timeline.on', { device: entry.device })].filter(
    Boolean,
  );
  return (
    <li className={css['item']} data-verdict={entry.verdict} data-pending={entry.pending || undefined}>
      <span className={css['icon']}>{iconOfEntry(entry)}</span>
      <div className={css['body']}>
        <div className={css['headline']}>
          <span className={css['what']}>
            {headline}
            {because !== undefined && <span className={css['because']}> ({because})</span>}
          </span>
          <When entry={entry} />
        </div>
        {quote !== undefined && <blockquote className={css['quote']}>{quote}</blockquote>}
        <div className={css['details']}>{details.join(' · ')}</div>
        {onFollowUp && (
          <Button size="compact-xs" variant="subtle" onClick={onFollowUp}>
            {t('told.makeFollowUp')}
          </Button>
        )}
        <Marks entry={entry} />
      </div>
    </li>
  );
}

function When({ entry }: { entry: TimelineEntry }): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const times = useTimes();
  const relative = useClock(({ now }) => (now - entry.at < 60_000 ? undefined : fromNow(entry.at, now, locale)));
  return (
    <TimeAt at={entry.at} className={css['when']}>
      {times.clock(entry.at)} · {relative ?? t('time.justNow')}
    </TimeAt>
  );
}

/** Made offline, not confirmed, not applied: said in words, each with its sign. */
function Marks({ entry }: { entry: TimelineEntry }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const why = entry.why === undefined ? undefined : saidByEngine(entry.why);
  return (
    <>
      {entry.happenedAt !== undefined && (
        <div className={css['mark']} title={times.absolute(entry.happenedAt)}>
          <IconWifiOff size={13} aria-hidden />
          {t('incident.timeline.madeOffline', { time: times.toTheSecond(entry.happenedAt) })}
        </div>
      )}
      {entry.pending && (
        <div className={css['mark']}>
          <IconClockUp size={13} aria-hidden />
          {t('incident.timeline.pending')}
        </div>
      )}
      {entry.verdict === 'parked' && (
        <div className={css['mark']} data-strong>
          <IconAlertTriangle size={13} aria-hidden />
          {why === undefined ? t('incident.timeline.parkedNoWhy') : t('incident.timeline.parked', { why })}
        </div>
      )}
      {entry.verdict === 'noop' && (
        <div className={css['mark']}>{why === undefined ? t('incident.timeline.noopNoWhy') : t('incident.timeline.noop', { why })}</div>
      )}
    </>
  );
}
