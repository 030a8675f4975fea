import { Button } from '@mantine/core';
import { IconPlayerPlay, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { severityProfiles } from '../../shared/escalation/severity-profile.ts';
import { severities, type Severity } from '../../shared/log/severity.ts';
import { playOnce } from '../alarm/ring-sound.ts';
import { command } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { pauseSounds, resumeSounds, useSoundsPaused } from '../stores/sounds.ts';
import { Section } from '../ui/Screen.tsx';
import { SeverityBadge } from '../ui/SeverityBadge.tsx';
import { useDayAndTime } from '../ui/use-times.ts';
import css from './SettingsScreen.module.css';

/** What a page of a severity sounds like: main's notification, and the alarm window's notes where it would open. */
function listen(severity: Severity): void {
  if (severityProfiles[severity].alarm) {
    playOnce(severity);
  }
  void command('sound:test', { severity });
}

/** Each severity's sound to listen to, and the pause that never reaches critical. */
export function SoundSection(): ReactElement {
  const { t } = useTranslation();
  const pausedUntil = useDesk((desk) => desk.soundsPausedUntil);
  const paused = useSoundsPaused();
  const until = useDayAndTime(pausedUntil);
  return (
    <Section title={t('settings.sounds')}>
      <div className={css['row']}>
        <div className={css['icons']}>
          {paused ? <IconVolumeOff size={18} aria-hidden /> : <IconVolume size={18} aria-hidden />}
          <div>
            <p>{paused ? t('settings.soundsPaused', { until }) : t('settings.soundsOn')}</p>
            <p className={css['soft']}>{t('settings.neverCritical')}</p>
          </div>
        </div>
        {paused ? (
          <Button variant="default" onClick={() => void resumeSounds()}>
            {t('settings.resume')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => void pauseSounds()}>
            {t('settings.pause')}
          </Button>
        )}
      </div>
      <ul className={css['sounds']} aria-label={t('settings.soundsText')}>
        {severities.map((severity) => (
          <li key={severity}>
            <SeverityBadge severity={severity} />
            <span className={css['soft']}>{t(`settings.pattern.${severity}`)}</span>
            {severity !== 'info' && (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconPlayerPlay size={13} aria-hidden />}
                aria-label={t('settings.test', { severity: t(`severity.${severity}`) })}
                onClick={() => listen(severity)}
              >
                {t('settings.testShort')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
