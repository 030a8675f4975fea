import { Button, Progress } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconBellOff,
  IconClockExclamation,
  IconCloudOff,
  IconFileAlert,
  IconHeartOff,
  IconRefresh,
  IconCircleArrowUp,
  IconVolumeOff,
} from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../shared/bridge/desk.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { saidByEngine } from '../i18n/engine-sentences.ts';
import { useClock } from '../stores/clock-store.ts';
import { useDesk } from '../stores/desk-store.ts';
import { goTo } from '../stores/route-store.ts';
import { resumeSounds, useSoundsPaused } from '../stores/sounds.ts';
import { useDayAndTime, useTimes } from '../ui/use-times.ts';
import css from './Banners.module.css';

/** What the person must know about the bell itself, over every screen: no relay, an update that is due, no notifications, no sound. */
export function Banners(): ReactElement {
  const connection = useDesk((desk) => desk.connection);
  const { t } = useTranslation();
  const bellTrouble = useDesk((desk) => desk.bellTrouble);
  const notUnderstood = useDesk((desk) => desk.notUnderstood);
  const { engineStillSince, relayGoneSince, missedAt } = useDesk((desk) => desk.selfWatch) ?? {};
  const zonesDiffer = useDesk((desk) => desk.zonesDiffer);
  return (
    <div role="status">
      {connection.state === 'offline' && <Offline connection={connection} isGone={relayGoneSince !== undefined} />}
      {connection.state === 'refused' && <Refused why={connection.why} />}
      {connection.state === 'updating' && <Updating progress={connection.progress} />}
      {connection.doubt !== undefined && (
        <Banner icon={<IconFileAlert size={17} aria-hidden />} tone="quiet">
          {t(`shell.banner.doubt.${connection.doubt}`)}
        </Banner>
      )}
      {notUnderstood && (
        <Banner icon={<IconCircleArrowUp size={17} aria-hidden />} tone="ink">
          <b>{t('shell.banner.notUnderstood')}</b> {t('shell.banner.notUnderstoodPages')}{' '}
          <span className={css['why']}>{t('shell.banner.notUnderstoodTypes', { types: notUnderstood.join(', ') })}</span>
        </Banner>
      )}
      {connection.state === 'online' && engineStillSince !== undefined && <EngineStill since={engineStillSince} />}
      {missedAt !== undefined && <Missed at={missedAt} />}
      {zonesDiffer && (
        <Banner icon={<IconClockExclamation size={17} aria-hidden />} tone="quiet">
          {t('shell.banner.zonesDiffer', zonesDiffer)}
        </Banner>
      )}
      {bellTrouble !== undefined && <BellTrouble why={bellTrouble} />}
      <SoundsPaused />
    </div>
  );
}

function Banner({
  icon,
  tone,
  children,
  action,
}: {
  icon: ReactNode;
  tone: 'ink' | 'quiet';
  children: ReactNode;
  action?: ReactNode;
}): ReactElement {
  return (
    <div className={css['banner']} data-tone={tone}>
      <span className={css['icon']}>{icon}</span>
      <div className={css['text']}>{children}</div>
      {action}
    </div>
  );
}

function Offline({ connection, isGone }: { connection: Connection; isGone: boolean }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  // `since` is on this device's clock, the ticker on the relay's.
  const duration = useClock(({ now, offsetMs }) => times.duration(now - offsetMs - connection.since));
  const since = useDayAndTime(connection.since);
  return (
    <Banner icon={<IconCloudOff size={17} aria-hidden />} tone="ink">
      <b>{t('shell.banner.offline', { since, duration })}</b> {t('shell.banner.offlinePages')}{' '}
      {t('shell.banner.offlineWaiting', { count: connection.pending })} {isGone && t('shell.banner.offlineGone')}
      {connection.why !== undefined && <span className={css['why']}> {saidByEngine(connection.why)}</span>}
    </Banner>
  );
}

/** The relay is there and does not do what is due; both times are the relay's. */
function EngineStill({ since }: { since: Instant }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const duration = useClock(({ now }) => times.duration(now - since));
  const at = useDayAndTime(since);
  return (
    <Banner icon={<IconHeartOff size={17} aria-hidden />} tone="ink">
      <b>{t('shell.banner.engineStill', { since: at, duration })}</b> {t('shell.banner.engineStillPages')}
    </Banner>
  );
}

function Missed({ at }: { at: Instant }): ReactElement {
  const { t } = useTranslation();
  const when = useDayAndTime(at);
  return (
    <Banner icon={<IconAlertTriangle size={16} aria-hidden />} tone="quiet">
      {t('shell.banner.missed', { at: when })}
    </Banner>
  );
}

function Refused({ why }: { why: string | undefined }): ReactElement {
  const { t } = useTranslation();
  return (
    <Banner
      icon={<IconBan size={17} aria-hidden />}
      tone="ink"
      action={
        <Button className={css['button']} size="compact-sm" variant="default" onClick={() => goTo('settings')}>
          {t('shell.banner.pairAgain')}
        </Button>
      }
    >
      <b>{t('shell.banner.refused')}</b> {why !== undefined && saidByEngine(why)}{' '}
      <span className={css['why']}>{t('shell.banner.refusedKept')}</span>
    </Banner>
  );
}

function Updating({ progress }: { progress: Connection['progress'] }): ReactElement {
  const { t, i18n } = useTranslation();
  const text = progress ? t('shell.banner.updating', { ...progress, lng: i18n.language }) : t('shell.banner.updatingUnknown');
  return (
    <Banner icon={<IconRefresh size={16} aria-hidden />} tone="quiet">
      <span className={css['updating']}>
        <span>{text}</span>
        {progress && (
          <Progress className={css['progress']} size="sm" value={(100 * progress.done) / Math.max(1, progress.total)} aria-label={text} />
        )}
      </span>
    </Banner>
  );
}

function BellTrouble({ why }: { why: string }): ReactElement {
  return (
    <Banner icon={<IconBellOff size={16} aria-hidden />} tone="quiet">
      {why}
    </Banner>
  );
}

function SoundsPaused(): ReactElement | null {
  const { t } = useTranslation();
  const pausedUntil = useDesk((desk) => desk.soundsPausedUntil);
  const paused = useSoundsPaused();
  const until = useDayAndTime(pausedUntil);
  if (!paused) {
    return null;
  }
  return (
    <Banner
      icon={<IconVolumeOff size={16} aria-hidden />}
      tone="quiet"
      action={
        <Button size="compact-sm" variant="subtle" onClick={() => void resumeSounds()}>
          {t('shell.banner.soundsResume')}
        </Button>
      }
    >
      {t('shell.banner.soundsPaused', { until })}
    </Banner>
  );
}
