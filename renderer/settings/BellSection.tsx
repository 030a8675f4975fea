import { Button } from '@mantine/core';
import { IconBellCheck, IconBellOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../stores/desk-store.ts';
import { openDialog } from '../stores/dialog-store.ts';
import { Section } from '../ui/Screen.tsx';
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
            <p className={css['soft']}>{t('settings.testAlertText')}</p>
          </div>
        </div>
        <Button variant="default" onClick={() => openDialog('test-alert')}>
          {t('settings.testAlert')}
        </Button>
      </div>
    </Section>
  );
}
