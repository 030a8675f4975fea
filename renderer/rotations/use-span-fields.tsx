import { TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stretch } from '../../shared/balance/stretch.ts';
import { useMyZone } from '../ui/use-locale.ts';
import { fieldText, instantOfField } from '../ui/wall-clock.ts';
import css from './EditForm.module.css';
import { useShown } from './shown.ts';

interface SpanFields {
  /** What was typed; undefined while it is not a stretch of time. */
  span: Stretch | undefined;
  fields: ReactElement;
}

/** Two fields for when something begins and ends, on the schedule's clock. `tried` shows what is missing. */
export function useSpanFields(initial: Partial<Stretch>, tried: boolean): SpanFields {
  const { t } = useTranslation();
  const { view } = useShown();
  const mine = useMyZone();
  const text = (at: number | undefined): string => (at === undefined ? '' : fieldText(at, view.zone));
  const [from, setFrom] = useState(text(initial.from));
  const [until, setUntil] = useState(text(initial.until));
  const [start, end] = [instantOfField(from, view.zone), instantOfField(until, view.zone)];
  const isBackwards = start !== undefined && end !== undefined && start >= end;
  const span = start !== undefined && end !== undefined && !isBackwards ? { from: start, until: end } : undefined;
  const zone = view.zone.replaceAll('_', ' ');
  return {
    span,
    fields: (
      <>
        <div className={css['pair']}>
          <TextInput
            type="datetime-local"
            label={t('rotations.field.from')}
            max="9999-12-31T23:59"
            value={from}
            error={tried && start === undefined ? t('rotations.field.needTime') : undefined}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t('rotations.field.until')}
            max="9999-12-31T23:59"
            value={until}
            error={isBackwards ? t('rotations.field.backwards') : tried && end === undefined ? t('rotations.field.needTime') : undefined}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </div>
        {zone !== mine?.replaceAll('_', ' ') && <p className={css['zone']}>{t('rotations.field.zone', { zone })}</p>}
      </>
    ),
  };
}
