import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dateOfDayNumber, dayNumberOf, formatDate, parseDate } from '../../shared/time/calendar.ts';
import { lookAtDay, setZoom, step, useRotations } from '../stores/rotations-store.ts';
import { useLocale } from '../ui/use-locale.ts';
import { ToggleGroup } from '../ui/ToggleGroup.tsx';
import { zooms, type Day } from './days.ts';
import { rangeTitle } from './range-title.ts';
import css from './Toolbar.module.css';

/** Which days are looked at, and the ways to others. */
export function Toolbar({ days, day }: { days: readonly Day[]; day: number }): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const zoom = useRotations((rotations) => rotations.zoom);
  const goToDate = (text: string): void => {
    const date = parseDate(text);
    if (date && date.year > 1970 && date.year < 3000) {
      lookAtDay(dayNumberOf(date));
    }
  };
  return (
    <div className={css['toolbar']}>
      <Button variant="default" size="compact-sm" onClick={() => lookAtDay(undefined)}>
        {t('rotations.today')}
      </Button>
      <div className={css['steps']}>
        <ActionIcon variant="default" size={28} aria-label={t(`rotations.earlier.${zoom}`)} onClick={() => step(-1)}>
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" size={28} aria-label={t(`rotations.later.${zoom}`)} onClick={() => step(1)}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
      </div>
      <h3 className={css['range']} aria-live="polite">
        {rangeTitle(days, zoom, locale)}
      </h3>
      <input
        type="date"
        className={css['date']}
        aria-label={t('rotations.goToDate')}
        title={t('rotations.goToDate')}
        value={formatDate(dateOfDayNumber(day))}
        max="2999-12-31"
        onChange={(event) => goToDate(event.currentTarget.value)}
      />
      <ToggleGroup
        label={t('rotations.zoom.label')}
        options={zooms.map((value) => ({
          value,
          label: t(`rotations.zoom.${value}`),
          pressed: value === zoom,
          toggle: () => setZoom(value),
        }))}
      />
    </div>
  );
}
