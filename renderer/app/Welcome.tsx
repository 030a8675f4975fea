import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PairingForm } from '../settings/PairingForm.tsx';
import { command } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { RestingBell } from '../ui/RestingBell.tsx';
import { ToggleGroup } from '../ui/ToggleGroup.tsx';
import css from './Welcome.module.css';

/** The first screen: what this is, and the form that pairs this computer with a relay. */
export function Welcome(): ReactElement {
  const { t } = useTranslation();
  const locale = useDesk((desk) => desk.locale);
  return (
    <main className={css['welcome']}>
      <div className={css['card']}>
        <RestingBell />
        <h1>{t('shell.welcome.title')}</h1>
        <p>{t('shell.welcome.text')}</p>
        <PairingForm />
        <div className={css['language']}>
          <ToggleGroup
            label={t('shell.welcome.language')}
            options={(['en', 'fr'] as const).map((value) => ({
              value,
              label: t(value === 'en' ? 'settings.english' : 'settings.french'),
              pressed: locale === value,
              toggle: () => void command('settings:set', { locale: value }),
            }))}
          />
        </div>
      </div>
    </main>
  );
}
