import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../stores/desk-store.ts';
import { Screen, Section } from '../ui/Screen.tsx';
import { BellSection } from './BellSection.tsx';
import { LookSection } from './LookSection.tsx';
import { RelaySection } from './RelaySection.tsx';
import { WaysSection } from '../ways/WaysSection.tsx';
import css from './SettingsScreen.module.css';
import { SoundSection } from './SoundSection.tsx';

/** What a person may set on this computer. */
export function SettingsScreen(): ReactElement {
  const { t } = useTranslation();
  const version = useDesk((desk) => desk.version);
  const organisation = useDesk((desk) => desk.organisation);
  return (
    <Screen title={t('settings.title')}>
      <WaysSection />
      <SoundSection />
      <BellSection />
      <LookSection />
      <RelaySection />
      <Section title={t('settings.about')}>
        <p className={css['about']}>
          {t('settings.version', { version })} · {t('settings.organisation', { organisation })}
        </p>
      </Section>
    </Screen>
  );
}
