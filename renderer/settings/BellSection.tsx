import { Button } from '@mantine/core';
import { IconBellCheck, IconBellOff, IconBellRinging } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { saidByBell } from '../i18n/engine-sentences.ts';
import { useDesk } from '../stores/desk-store.ts';
import { openDialog } from '../stores/dialog-store.ts';
import { Section } from '../ui/Screen.tsx';
import { useDayAndTime } from '../ui/use-times.ts';
import { DailyTestRow } from './DailyTestRow.tsx';
import css from './SettingsScreen.module.css';

/** Whether the system's notifications come through, and how to be sure. */
export function BellSection(): ReactElement {
  const { t } = useTranslation();
  const trouble = useDesk((desk) => desk.bellTrouble);
  return (
    <Section title={t('settings.bell')}>
      <div className={css['row']}>
        <div className={css['icons']}>
          {trouble === undefined ? <IconBellCheck size={18} aria-hidden /> : <IconBellOff size={18} aria-hidden />}
          <div>
            <p>{trouble ?? t('settings.bellFine')}</p>
            <LastProven />
          </div>
        </div>
      </div>
      <DailyTestRow />
      <div className={css['row']}>
        <div className={css['icons']}>
          <IconBellRinging size={18} aria-hidden />
          <p>{t('settings.testAlertText')}</p>
        </div>
        <Button variant="default" onClick={() => openDialog('test-alert')}>
          {t('settings.testAlert')}
        </Button>
      </div>
    </Section>
  );
}

/** When this laptop was last proven to ring, or why its last test failed. */
function LastProven(): ReactElement | null {
  const { t } = useTranslation();
  const test = useDesk((desk) => desk.selfWatch?.test);
  const provenAt = useDayAndTime(test?.provenAt);
  const failedAt = useDayAndTime(test?.last?.at);
  if (test === undefined) {
    return null;
  }
  const { last } = test;
  return (
    <p className={css['soft']}>
      {last?.outcome === 'failed' && <>{t('settings.testFailed', { at: failedAt, why: saidByBell(last.why ?? '') })} </>}
      {test.provenAt === undefined ? t('settings.provenNever') : t('settings.proven', { at: provenAt })}
    </p>
  );
}
