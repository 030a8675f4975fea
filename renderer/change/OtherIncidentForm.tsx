import { Select } from '@mantine/core';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../stores/change-store.ts';
import { useDesk } from '../stores/desk-store.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { useMakeChange } from './use-make-change.ts';

const shownAtOnce = 30;

/** Ties an incident to another open one: merged into it, or waiting for it. */
export function OtherIncidentForm({ change }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const name = change.name as 'merge' | 'block';
  const { row } = change;
  const queue = useDesk((desk) => desk.queue);
  const [other, setOther] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { problem, sending, make } = useMakeChange(row, name);
  const data = useMemo(
    () =>
      queue
        .filter(({ id, status }) => id !== row.id && status !== 'resolved')
        .map(({ id, number, title }) => ({ value: id, label: `#${number} ${title}` })),
    [queue, row.id],
  );
  const send = (): void => {
    setTried(true);
    if (other !== null) {
      const number = queue.find(({ id }) => id === other)?.number ?? '';
      make({ incident: other }, t(`change.dialog.${name}.done`, { number: row.number, other: number }));
    }
  };
  return (
    <ChangeForm name={name} problem={problem} sending={sending} onSubmit={send}>
      <Select
        label={t(`change.dialog.${name}.label`)}
        placeholder={t('change.searchIncident')}
        data={data}
        value={other}
        onChange={setOther}
        searchable
        selectFirstOptionOnChange
        openOnFocus={false}
        allowDeselect={false}
        data-autofocus
        limit={shownAtOnce}
        maxDropdownHeight={240}
        nothingFoundMessage={t('change.noIncidentFound')}
        error={tried && other === null ? t('change.needIncident') : undefined}
      />
    </ChangeForm>
  );
}
