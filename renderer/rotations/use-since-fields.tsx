import { TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../change/ChoiceField.tsx';
import { fieldText, instantOfField } from '../ui/wall-clock.ts';
import { HOUR_MS } from '../../shared/time/instant.ts';
import { nowInstant } from '../stores/clock-store.ts';
import { useShown } from './shown.ts';

interface SinceFields {
  /** What a command says of when it holds: nothing for the next hand-off; undefined while a moment is missing. */
  since: { from?: number } | undefined;
  fields: ReactElement;
}

/** From when an edit holds: people come and go at the next hand-off, turns are taken anew at once, unless a later moment is named. */
export function useSinceFields(first: 'next' | 'now' = 'next'): SinceFields {
  const { t } = useTranslation();
  const { view } = useShown();
  const [when, setWhen] = useState<'first' | 'later'>('first');
  const [text, setText] = useState(() => fieldText(Math.ceil(nowInstant() / HOUR_MS) * HOUR_MS, view.zone));
  const at = instantOfField(text, view.zone);
  return {
    since: when === 'first' ? {} : at === undefined ? undefined : { from: at },
    fields: (
      <>
        <ChoiceField
          label={t('rotations.field.since')}
          options={(['first', 'later'] as const).map((value) => ({
            value,
            label: t(`rotations.field.sinceWhen.${value === 'first' ? first : value}`),
          }))}
          value={when}
          onChange={setWhen}
        />
        {when === 'later' && (
          <TextInput
            type="datetime-local"
            label={t('rotations.field.sinceAt')}
            description={t('rotations.field.zone', { zone: view.zone.replaceAll('_', ' ') })}
            max="9999-12-31T23:59"
            value={text}
            error={at === undefined ? t('rotations.field.needTime') : undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </>
    ),
  };
}
