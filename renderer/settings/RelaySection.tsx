import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../stores/desk-store.ts';
import { Section } from '../ui/Screen.tsx';
import { PairingForm } from './PairingForm.tsx';
import css from './SettingsScreen.module.css';

/** Which relay this computer is paired with, and pairing anew. */
export function RelaySection(): ReactElement {
  const { t } = useTranslation();
  const me = useDesk((desk) => desk.me?.name);
  const { state, relayUrl } = useDesk((desk) => desk.connection);
  const [opened, { open }] = useDisclosure(false);
  const refused = state === 'refused';
  return (
    <Section title={t('settings.relay')}>
      <div className={css['row']}>
        <div className={css['icons']}>
          {refused ? <IconPlugConnectedX size={18} aria-hidden /> : <IconPlugConnected size={18} aria-hidden />}
          <div>
            {me !== undefined && <p>{t('settings.pairedAs', { name: me })}</p>}
            {relayUrl !== undefined && <p className={css['soft']}>{t('settings.pairedWith', { relay: relayUrl })}</p>}
          </div>
        </div>
        {!opened && !refused && (
          <Button variant="default" onClick={open}>
            {t('settings.pairOther')}
          </Button>
        )}
      </div>
      {(opened || refused) && (
        <div className={css['pairing']}>
          <PairingForm />
        </div>
      )}
    </Section>
  );
}
