import { Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Named } from '../../shared/queue/row.ts';

interface Props {
  label: string;
  people: readonly Named[];
  value: string | undefined;
  error: string | undefined;
  onChange(person: string | undefined): void;
  /** Whether the dialog begins here. */
  first?: boolean;
}

/** Chooses one person, found by typing a part of their name. */
export function PersonField({ label, people, value, error, onChange, first = true }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <Select
      label={label}
      placeholder={t('change.searchPeople')}
      data={people.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      searchable
      selectFirstOptionOnChange
      openOnFocus={false}
      allowDeselect={false}
      data-autofocus={first || undefined}
      limit={50}
      maxDropdownHeight={220}
      nothingFoundMessage={t('change.nobodyFound')}
      error={error}
    />
  );
}
