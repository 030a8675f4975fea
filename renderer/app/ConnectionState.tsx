import { IconBan, IconCircleFilled, IconCloudOff, IconClockUp, IconLoader, IconRefresh, IconUnlink } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../shared/bridge/desk.ts';
import { useDesk } from '../stores/desk-store.ts';
import css from './StateButton.module.css';

const icons: Record<Connection['state'], ReactNode> = {
  online: <IconCircleFilled size={9} aria-hidden className={css['on']} />,
  connecting: <IconLoader size={16} aria-hidden />,
  updating: <IconRefresh size={16} aria-hidden />,
  offline: <IconCloudOff size={16} aria-hidden />,
  refused: <IconBan size={16} aria-hidden />,
  unpaired: <IconUnlink size={16} aria-hidden />,
};

/** How this device stands to its relay, and what waits to be confirmed; quiet while all is well. */
export function ConnectionState(): ReactElement {
  const { t, i18n } = useTranslation();
  const { state, pending, relayUrl } = useDesk((desk) => desk.connection);
  const quiet = state === 'online' || state === 'connecting' || state === 'updating';
  return (
    <span className={css['state']} role="status" aria-label={t('shell.connection.label')}>
      {pending > 0 && (
        <span className={css['state']} title={t('shell.connection.pending', { count: pending })}>
          <IconClockUp size={15} aria-hidden />
          <span className={css['long']} aria-hidden>
            {t('shell.connection.pendingShort', { count: pending, lng: i18n.language })}
          </span>
          <span className={css['short']} aria-hidden>
            {pending}
          </span>
          <span className="visually-hidden">{t('shell.connection.pending', { count: pending })}</span>
        </span>
      )}
      <span
        className={`${css['state']} ${quiet ? css['soft'] : css['strong']}`}
        title={relayUrl !== undefined && state === 'online' ? t('shell.connection.onlineTo', { relay: relayUrl }) : undefined}
      >
        {icons[state]}
        {t(`shell.connection.${state}`)}
      </span>
    </span>
  );
}
