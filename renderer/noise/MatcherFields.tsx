import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionFields, kindOfField } from '../../shared/condition/fields.ts';
import { fieldText } from '../../shared/condition/field-words.ts';
import { useDesk } from '../stores/desk-store.ts';
import { useLocale } from '../ui/use-locale.ts';
import css from './MatcherFields.module.css';
import { operatorsOf, type MatcherRow } from './matchers.ts';

interface Props {
  rows: readonly MatcherRow[];
  error: string | undefined;
  onChange(rows: MatcherRow[]): void;
}

/** What an incident has to be like, a line for each field; all of them have to fit. */
export function MatcherFields({ rows, error, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <fieldset className={css['matchers']}>
      <legend>{t('noise.matcher.legend')}</legend>
      {rows.map((row, index) => (
        <Line
          // Lines have no name of their own; their place is all there is.
          key={`${index} of ${rows.length}`}
          row={row}
          number={index + 1}
          onChange={(next) => onChange(rows.toSpliced(index, 1, next))}
          onRemove={() => onChange(rows.toSpliced(index, 1))}
        />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() =>
          onChange([
            ...rows,
            { field: rows.length === 0 ? 'service' : 'title', operator: rows.length === 0 ? 'is' : 'contains', value: '' },
          ])
        }
      >
        {t('noise.matcher.add')}
      </Button>
      {error !== undefined && (
        <p className={css['error']} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface LineProps {
  row: MatcherRow;
  number: number;
  onChange(row: MatcherRow): void;
  onRemove(): void;
}

function Line({ row, number, onChange, onRemove }: LineProps): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const [search, setSearch] = useState('');
  const fields = useMemo(() => {
    const typed = search.trim().replace(/^label\./, '');
    const isName = /^\S{1,100}$/.test(typed);
    const labels = new Set([...(row.field.startsWith('label.') ? [row.field] : []), ...(isName ? [`label.${typed}`] : [])]);
    return [
      ...Object.keys(conditionFields).map((field) => ({ value: field, label: fieldText(field, locale) })),
      ...[...labels].map((field) => ({ value: field, label: t('noise.matcher.label', { name: field.slice(6) }) })),
    ];
  }, [search, row.field, locale, t]);
  const setField = (field: string): void => onChange({ field, operator: operatorsOf(field)[0] ?? 'is', value: '' });
  return (
    <div className={css['line']} role="group" aria-label={t('noise.matcher.line', { number })}>
      <Select
        aria-label={t('noise.matcher.field')}
        data={fields}
        value={row.field}
        searchable
        allowDeselect={false}
        onSearchChange={setSearch}
        maxDropdownHeight={220}
        onChange={(field) => field !== null && setField(field)}
      />
      <Select
        aria-label={t('noise.matcher.operator')}
        data={operatorsOf(row.field).map((operator) => ({ value: operator, label: t(`noise.operator.${operator}`) }))}
        value={row.operator}
        allowDeselect={false}
        onChange={(operator) => onChange({ ...row, operator: operatorsOf(row.field).find((each) => each === operator) ?? 'is' })}
      />
      <Value row={row} onChange={(value) => onChange({ ...row, value })} />
      <ActionIcon variant="subtle" color="gray" aria-label={t('noise.matcher.remove', { number })} onClick={onRemove}>
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function Value({ row, onChange }: { row: MatcherRow; onChange(value: string): void }): ReactElement {
  const { t } = useTranslation();
  const services = useDesk((desk) => desk.services);
  const kind = kindOfField(row.field);
  const chosen =
    row.field === 'service' && (row.operator === 'is' || row.operator === 'isNot')
      ? services.map(({ id, name }) => ({ value: id, label: name }))
      : row.field === 'severity'
        ? (['critical', 'error', 'warning', 'info'] as const).map((value) => ({ value, label: t(`severity.${value}`) }))
        : typeof kind === 'object'
          ? kind.ranked.map((value) => ({ value, label: value }))
          : kind === 'boolean'
            ? [
                { value: 'true', label: t('policies.yes') },
                { value: 'false', label: t('policies.no') },
              ]
            : undefined;
  return chosen ? (
    <Select
      aria-label={t('noise.matcher.value')}
      data={chosen}
      value={chosen.some(({ value }) => value === row.value) ? row.value : null}
      allowDeselect={false}
      searchable={chosen.length > 7}
      onChange={(value) => onChange(value ?? '')}
    />
  ) : (
    <TextInput
      aria-label={t('noise.matcher.value')}
      value={row.value}
      maxLength={500}
      inputMode={kind === 'number' ? 'numeric' : 'text'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
