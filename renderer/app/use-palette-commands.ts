import type { SpotlightActionData } from '@mantine/spotlight';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestArgument } from '../../shared/bridge/contract.ts';
import { command } from '../stores/commands.ts';
import { openDialog } from '../stores/dialog-store.ts';
import { pauseSounds, resumeSounds } from '../stores/sounds.ts';

/** What the palette can do, by name. */
export function usePaletteCommands(): SpotlightActionData[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const set = (settings: RequestArgument<'settings:set'>) => () => void command('settings:set', settings);
    return [
      { id: 'new-incident', label: t('shell.palette.newIncident'), onClick: () => openDialog('new-incident') },
      { id: 'test-alert', label: t('shell.palette.testAlert'), onClick: () => openDialog('test-alert') },
      { id: 'pause', label: t('shell.palette.pauseSounds'), onClick: () => void pauseSounds() },
      { id: 'resume', label: t('shell.palette.resumeSounds'), onClick: () => void resumeSounds() },
      { id: 'keys', label: t('shell.palette.keys'), onClick: () => openDialog('keys') },
      { id: 'light', label: t('shell.palette.light'), onClick: set({ colorScheme: 'light' }) },
      { id: 'dark', label: t('shell.palette.dark'), onClick: set({ colorScheme: 'dark' }) },
      { id: 'auto', label: t('shell.palette.auto'), onClick: set({ colorScheme: 'auto' }) },
      { id: 'en', label: t('shell.palette.english'), onClick: set({ locale: 'en' }) },
      { id: 'fr', label: t('shell.palette.french'), onClick: set({ locale: 'fr' }) },
    ];
  }, [t]);
}
