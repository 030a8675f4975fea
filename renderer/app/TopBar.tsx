import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../stores/desk-store.ts';
import { ConnectionState } from './ConnectionState.tsx';
import { DutyState } from './DutyState.tsx';
import { hasCommandKey } from './keyboard.ts';
import { ReturnedTray } from './ReturnedTray.tsx';
import css from './TopBar.module.css';

/** Where one is, how one stands to the relay, until when one has the watch, and the way to everything. */
export function TopBar(): ReactElement {
  const { t } = useTranslation();
  const organisation = useDesk((desk) => desk.organisation);
  return (
    <section className={css['bar']} aria-label={t('shell.bar')}>
      <span className={css['organisation']} title={organisation}>
        {organisation}
      </span>
      <button type="button" className={css['search']} onClick={spotlight.open} aria-haspopup="dialog">
        <IconSearch size={14} aria-hidden />
        <span className={css['searchLong']}>{t('shell.search.open')}</span>
        <span className={css['searchShort']}>{t('shell.search.openShort')}</span>
        <kbd>{t(hasCommandKey() ? 'shell.search.keyMac' : 'shell.search.key')}</kbd>
      </button>
      <div className={css['states']}>
        <ReturnedTray />
        <DutyState />
        <ConnectionState />
      </div>
    </section>
  );
}
