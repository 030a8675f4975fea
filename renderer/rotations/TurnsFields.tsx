import { NumberInput, Select, TextInput } from '@mantine/core';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Turns } from '../../shared/schedule/turns.ts';
import { zoneNames } from '../../shared/time/zone.ts';
import css from './EditForm.module.css';
import { HoursFields } from './HoursFields.tsx';

const units = ['hour', 'day', 'week', 'month'] as const;
const none = 'none';

interface Props {
  turns: Turns;
  onChange(turns: Turns): void;
}

/** How turns are taken, as fields. */
export function TurnsFields({ turns, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const zones = useMemo(() => zoneNames(), []);
  const { turn, holidays, endsOn, together = 1 } = turns;
  const { holidays: _, ...withoutHolidays } = turns;
  const { endsOn: __, ...withoutEnd } = turns;
  return (
    <>
      <div className={css['pair']}>
        <NumberInput
          label={t('rotations.field.length')}
          min={1}
          max={366}
          allowDecimal={false}
          value={turn.length}
          onChange={(length) => onChange({ ...turns, turn: { ...turn, length: Number(length) || 1 } })}
        />
        <Select
          label={t('rotations.field.unit')}
          data={units.map((unit) => ({ value: unit, label: t(`rotations.unit.${unit}`) }))}
          value={turn.unit}
          allowDeselect={false}
          onChange={(unit) => onChange({ ...turns, turn: { ...turn, unit: units.find((each) => each === unit) ?? 'week' } })}
        />
        <TextInput
          type="time"
          label={t('rotations.field.handoffAt')}
          value={turns.handoffAt}
          onChange={(event) => onChange({ ...turns, handoffAt: event.currentTarget.value })}
        />
        <Select
          label={t('rotations.field.zoneOf')}
          data={zones}
          value={turns.zone}
          searchable
          limit={50}
          comboboxProps={{ keepMounted: false }}
          allowDeselect={false}
          nothingFoundMessage={t('rotations.field.noZone')}
          onChange={(zone) => onChange({ ...turns, zone: zone ?? turns.zone })}
        />
        <TextInput
          type="date"
          label={t('rotations.field.startsOn')}
          value={turns.startsOn}
          onChange={(event) => onChange({ ...turns, startsOn: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('rotations.field.endsOn')}
          value={endsOn ?? ''}
          onChange={(event) => onChange(event.currentTarget.value === '' ? withoutEnd : { ...turns, endsOn: event.currentTarget.value })}
        />
        <NumberInput
          label={t('rotations.field.together')}
          min={1}
          max={10}
          allowDecimal={false}
          value={together}
          onChange={(count) => onChange({ ...turns, together: Number(count) || 1 })}
        />
        <Select
          label={t('rotations.field.holidays')}
          data={[none, 'never', 'only'].map((value) => ({
            value,
            label: t(`rotations.field.holidayWhen.${value as 'none' | 'never' | 'only'}`),
          }))}
          value={holidays?.serve ?? none}
          allowDeselect={false}
          onChange={(serve) =>
            onChange(
              serve === 'never' || serve === 'only'
                ? { ...turns, holidays: { calendar: holidays?.calendar ?? 'FR', serve } }
                : withoutHolidays,
            )
          }
        />
        {holidays && (
          <TextInput
            label={t('rotations.field.calendar')}
            description={t('rotations.field.calendarText')}
            maxLength={6}
            value={holidays.calendar}
            onChange={(event) => onChange({ ...turns, holidays: { ...holidays, calendar: event.currentTarget.value } })}
          />
        )}
      </div>
      <HoursFields turns={turns} onChange={onChange} />
    </>
  );
}
