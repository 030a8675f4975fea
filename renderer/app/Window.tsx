import { Loader } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskStore } from '../stores/desk-store.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Notices } from './Notices.tsx';
import { Shell } from './Shell.tsx';
import { Welcome } from './Welcome.tsx';
import css from './Window.module.css';

/** The whole window: waiting for main, asking to be paired, or at work. */
export function Window(): ReactElement {
  const { t } = useTranslation();
  const state = useDeskStore(({ desk, unreachable }) => (desk ? desk.connection.state : unreachable ? 'unreachable' : 'waiting'));
  if (state === 'unreachable') {
    return (
      <main className={css['middle']}>
        <h1 className="visually-hidden">Watchbell</h1>
        <EmptyState icon={<IconPlugConnectedX size={34} stroke={1.5} aria-hidden />} title={t('shell.failed.title')}>
          {t('shell.failed.text')}
        </EmptyState>
      </main>
    );
  }
  if (state === 'waiting') {
    return (
      <main className={css['middle']} aria-busy="true">
        <h1 className="visually-hidden">Watchbell</h1>
        <span className={css['waiting']} role="status">
          <Loader size="sm" />
          {t('loading')}
        </span>
      </main>
    );
  }
  return (
    <>
      {state === 'unpaired' ? <Welcome /> : <Shell />}
      <Notices />
    </>
  );
}
