import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Turns } from '../../shared/schedule/turns.ts';
import { weekdays, type LocalWindow } from '../../shared/time/local-window.ts';
import { useLocale } from '../ui/use-locale.ts';
import css from './HoursFields.module.css';
import { dayTitle } from './range-title.ts';

const officeHours: LocalWindow = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', until: '17:00' };

/** The hours a rotation serves, or all of them. */
export function HoursFields({ turns, onChange }: { turns: Turns; onChange(turns: Turns): void }): ReactElement {
  const { t } = useTranslation();
  const { hours = [], ...always } = turns;
  const set = (next: LocalWindow[]): void => onChange(next.length === 0 ? always : { ...always, hours: next });
  return (
    <fieldset className={css['hours']}>
      <legend>{t('rotations.field.hours')}</legend>
      {hours.length === 0 && <p>{t('rotations.field.always')}</p>}
      {hours.map((window, index) => (
        <OneWindow
          // Windows have no name of their own; their place is all there is.
          key={`${index} of ${hours.length}`}
          window={window}
          number={index + 1}
          onChange={(next) => set(hours.with(index, next))}
          onRemove={() => set(hours.toSpliced(index, 1))}
        />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => set([...hours, officeHours])}
      >
        {t(hours.length === 0 ? 'rotations.field.addHours' : 'rotations.field.moreHours')}
      </Button>
    </fieldset>
  );
}

interface WindowProps {
  window: LocalWindow;
  number: number;
  onChange(window: LocalWindow): void;
  /** Absent where there has to be one. */
  onRemove?(): void;
}

/** Days of the week, and from when to when. */
export function OneWindow({ window, number, onChange, onRemove }: WindowProps): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const { days = [...weekdays], from, until } = window;
  const toggle = (day: (typeof weekdays)[number]): void => {
    const next = weekdays.filter((each) => (each === day ? !days.includes(day) : days.includes(each)));
    onChange({ ...window, days: next.length === 0 ? days : next });
  };
  return (
    <div className={css['window']} role="group" aria-label={t('rotations.field.window', { number })}>
      {weekdays.map((day, index) => (
        <button key={day} type="button" aria-pressed={days.includes(day)} onClick={() => toggle(day)}>
          {dayTitle(4 + index, locale, { weekday: 'short' })}
        </button>
      ))}
      <input
        type="time"
        aria-label={t('rotations.field.from')}
        value={from}
        onChange={(event) => onChange({ ...window, from: event.currentTarget.value })}
      />
      <span aria-hidden>–</span>
      <input
        type="time"
        aria-label={t('rotations.field.until')}
        value={until === '24:00' ? '00:00' : until}
        onChange={(event) => onChange({ ...window, until: event.currentTarget.value === '00:00' ? '24:00' : event.currentTarget.value })}
      />
      {onRemove && (
        <ActionIcon variant="subtle" color="gray" aria-label={t('rotations.field.removeHours', { number })} onClick={onRemove}>
          <IconX size={15} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
