import { IconVolumeOff } from '@tabler/icons-react';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Notices } from '../app/Notices.tsx';
import { acknowledge } from '../stores/commands.ts';
import { useDeskStore, useDesk } from '../stores/desk-store.ts';
import { useDayAndTime } from '../ui/use-times.ts';
import css from './Alarm.module.css';
import { AlarmGone } from './AlarmGone.tsx';
import { AlarmList } from './AlarmList.tsx';
import { AlarmOne } from './AlarmOne.tsx';
import { useGuard } from './input-guard.ts';
import { useAlarmSound } from './use-alarm-sound.ts';
import { useAlarm } from './use-alarm.ts';

/** The alarm window: what rings, how long it has, and two large answers. */
export function Alarm(): ReactElement | null {
  const ready = useDeskStore(({ desk }) => desk !== undefined);
  return ready ? <Ready /> : null;
}

function Ready(): ReactElement {
  const { t } = useTranslation();
  const { ringing, last, outcome } = useAlarm();
  const listens = useGuard((guard) => guard.listens);
  const { playing, silentBecause } = useAlarmSound(ringing);
  const [first] = ringing;

  // One deliberate chord answers the worst without the mouse; no single key does.
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && first) {
        event.preventDefault();
        void acknowledge(first, 'alarm');
      }
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [first]);

  return (
    <main
      className={css['alarm']}
      data-severity={first?.severity}
      data-ringing={first ? true : undefined}
      data-listens={listens}
      data-sound={playing}
      aria-label={t('alarm.label')}
    >
      <div className="visually-hidden" role="alert">
        {first &&
          t('shell.ringing.announce', { severity: t(`severity.${first.severity}`), title: first.title, service: first.service.name })}
      </div>
      {silentBecause !== undefined && <Silence because={silentBecause} />}
      {first === undefined ? (
        outcome && <AlarmGone row={last} outcome={outcome} />
      ) : ringing.length === 1 ? (
        <AlarmOne row={first} />
      ) : (
        <AlarmList rows={ringing} />
      )}
      <Notices only="failed" />
    </main>
  );
}

function Silence({ because }: { because: 'paused' | 'blocked' }): ReactElement {
  const { t } = useTranslation();
  const until = useDayAndTime(useDesk((desk) => desk.soundsPausedUntil));
  const why = because === 'paused' ? t('alarm.silentPaused', { until }) : t('alarm.silentBlocked');
  return (
    <p className={css['silence']}>
      <IconVolumeOff size={15} aria-hidden />
      {t('alarm.silent', { why })}
    </p>
  );
}
