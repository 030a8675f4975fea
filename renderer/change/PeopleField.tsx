import { MultiSelect } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Named } from '../../shared/queue/row.ts';

interface Props {
  label: string;
  people: readonly Named[];
  value: string[];
  error: string | undefined;
  onChange(people: string[]): void;
  description?: string;
  /** Whether the dialog begins here. */
  first?: boolean;
}

/** Chooses people, found by typing a part of their name. */
export function PeopleField({ label, people, value, error, onChange, description, first = true }: Props): ReactElement {
  const { t } = useTranslation();
  // Closed once somebody is chosen, so that it never lies over the buttons; typing opens it again.
  const [opened, setOpened] = useState(false);
  const choose = (chosen: string[]): void => {
    setOpened(false);
    onChange(chosen);
  };
  return (
    <MultiSelect
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={value.length === 0 ? t('change.searchPeople') : undefined}
      data={people.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={choose}
      openOnFocus={false}
      dropdownOpened={opened}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      searchable
      selectFirstOptionOnChange
      clearSearchOnChange
      hidePickedOptions
      data-autofocus={first || undefined}
      limit={50}
      maxDropdownHeight={220}
      nothingFoundMessage={t('change.nobodyFound')}
      error={error}
    />
  );
}
