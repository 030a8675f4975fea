import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentStatus } from '../../shared/incident/incident.ts';
import { openDialog } from '../stores/dialog-store.ts';
import { setQuery, setScope, toggleStatus, useQueueView } from '../stores/queue-view-store.ts';
import { ToggleGroup } from '../ui/ToggleGroup.tsx';
import css from './FilterBar.module.css';
import type { StatusCounts } from './filter.ts';
import { setSearchField } from './search-focus.ts';

const statuses: readonly IncidentStatus[] = ['triggered', 'acknowledged', 'resolved'];

/** Whose incidents, in which status, with which words. */
export function FilterBar({ counts }: { counts: StatusCounts }): ReactElement {
  const { t } = useTranslation();
  const scope = useQueueView((view) => view.scope);
  const shown = useQueueView((view) => view.statuses);
  const query = useQueueView((view) => view.query);
  // Most days nothing is suppressed, and the bar has little room.
  const offered = counts.suppressed > 0 || shown.includes('suppressed') ? [...statuses, 'suppressed' as const] : statuses;

  const leaveOnEscape = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') {
      setQuery('');
      event.currentTarget.blur();
    } else if (event.key === 'Enter') {
      event.currentTarget.blur();
    }
  };

  return (
    <div className={css['bar']} role="toolbar" aria-label={t('queue.filters')}>
      <ToggleGroup
        label={t('queue.scope')}
        options={[
          { value: 'mine', label: t('queue.mine'), pressed: scope === 'mine', toggle: () => setScope('mine') },
          { value: 'all', label: t('queue.all'), pressed: scope === 'all', toggle: () => setScope('all') },
        ]}
      />
      <ToggleGroup
        label={t('queue.statuses')}
        options={offered.map((status) => ({
          value: status,
          label: t(`status.${status}`),
          count: counts[status],
          pressed: shown.includes(status),
          toggle: () => toggleStatus(status),
        }))}
      />
      <TextInput
        ref={setSearchField}
        className={css['search']}
        size="xs"
        aria-label={t('queue.search')}
        placeholder={t('queue.search')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={leaveOnEscape}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={
          query === '' ? (
            <kbd className={css['key']}>/</kbd>
          ) : (
            <CloseButton size="xs" aria-label={t('queue.noMatch.clear')} onClick={() => setQuery('')} />
          )
        }
      />
      <Button
        className={css['new']}
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => openDialog('new-incident')}
        aria-label={t('queue.newIncident')}
      >
        <span className={css['newText']}>{t('queue.newIncident')}</span>
      </Button>
    </div>
  );
}
