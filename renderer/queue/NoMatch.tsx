import { Button } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { clearFilters } from '../stores/queue-view-store.ts';
import { EmptyState } from '../ui/EmptyState.tsx';

/** What the list shows when the filters let nothing through. */
export function NoMatch({ total }: { total: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconFilterOff size={30} stroke={1.5} aria-hidden />}
      title={t('queue.noMatch.title')}
      action={
        <Button variant="default" onClick={clearFilters}>
          {t('queue.noMatch.clear')}
        </Button>
      }
    >
      {t('queue.noMatch.text', { count: total })}
    </EmptyState>
  );
}
