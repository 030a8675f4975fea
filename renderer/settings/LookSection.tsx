import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Desk } from '../../shared/bridge/desk.ts';
import { command } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { Section } from '../ui/Screen.tsx';
import { ToggleGroup } from '../ui/ToggleGroup.tsx';
import { useMyZone } from '../ui/use-locale.ts';
import css from './SettingsScreen.module.css';

const locales: readonly { value: Desk['locale']; name: 'settings.english' | 'settings.french' }[] = [
  { value: 'en', name: 'settings.english' },
  { value: 'fr', name: 'settings.french' },
];
const schemes: readonly Desk['colorScheme'][] = ['light', 'dark', 'auto'];

/** Language and colours. */
export function LookSection(): ReactElement {
  const { t } = useTranslation();
  const locale = useDesk((desk) => desk.locale);
  const colorScheme = useDesk((desk) => desk.colorScheme);
  const zone = useMyZone() ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Section title={t('settings.look')}>
      <div className={css['fields']}>
        <span>{t('settings.language')}</span>
        <ToggleGroup
          label={t('settings.language')}
          options={locales.map(({ value, name }) => ({
            value,
            label: t(name),
            pressed: value === locale,
            toggle: () => void command('settings:set', { locale: value }),
          }))}
        />
        <span>{t('settings.colours')}</span>
        <ToggleGroup
          label={t('settings.colours')}
          options={schemes.map((value) => ({
            value,
            label: t(`settings.${value}`),
            pressed: value === colorScheme,
            toggle: () => void command('settings:set', { colorScheme: value }),
          }))}
        />
      </div>
      <p className={css['soft']}>{t('settings.timeZone', { zone: zone.replaceAll('_', ' ') })}</p>
    </Section>
  );
}
