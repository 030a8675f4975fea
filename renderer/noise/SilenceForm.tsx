import { Checkbox, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../change/ChoiceField.tsx';
import { snoozeChoices } from '../change/snooze-choices.ts';
import { HOUR_MS, MINUTE_MS, type Instant } from '../../shared/time/instant.ts';
import { nowInstant } from '../stores/clock-store.ts';
import type { NoisePrefill } from '../stores/noise-store.ts';
import { useMyZone } from '../ui/use-locale.ts';
import { useTimes } from '../ui/use-times.ts';
import { fieldText, instantOfField } from '../ui/wall-clock.ts';
import { MatcherFields } from './MatcherFields.tsx';
import { MatchList } from './MatchList.tsx';
import { conditionOf } from './matchers.ts';
import { NoiseForm } from './NoiseForm.tsx';
import { useDefine } from './use-define.ts';
import { useMatchPreview } from './use-match-preview.ts';

const lengths = ['30m', '2h', '8h', 'tomorrow', 'moment'] as const;
type Length = (typeof lengths)[number];
const lengthMs: Partial<Record<Length, number>> = { '30m': 30 * MINUTE_MS, '2h': 2 * HOUR_MS, '8h': 8 * HOUR_MS };

/** When a silence ends that begins at an instant. */
function endOf(length: Length, from: Instant, moment: string, zone: string | undefined): Instant | undefined {
  if (length === 'moment') {
    return instantOfField(moment, zone);
  }
  const tomorrow = snoozeChoices(from, zone).find(({ kind }) => kind === 'tomorrow');
  return length === 'tomorrow' ? tomorrow && from + tomorrow.durationMs : from + (lengthMs[length] ?? 0);
}

/** A new silence: what it is for, what it fits, from when and until when, and what it fits now. */
export function SilenceForm({ prefill }: { prefill: NoisePrefill }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const zone = useMyZone();
  const [name, setName] = useState(prefill.name ?? '');
  const [rows, setRows] = useState(prefill.matchers ?? []);
  const [length, setLength] = useState<Length>('2h');
  const [moment, setMoment] = useState(() => fieldText(nowInstant() + 2 * HOUR_MS, zone));
  const [begins, setBegins] = useState<string>();
  const [tried, setTried] = useState(false);
  const { problem, sending, define } = useDefine('silence');
  const when = conditionOf(rows);
  const preview = useMatchPreview(when && { when });
  const from = begins === undefined ? undefined : instantOfField(begins, zone);
  const until = endOf(length, from ?? nowInstant(), moment, zone);
  const isBackwards = until !== undefined && until <= (from ?? nowInstant());
  const send = (): void => {
    setTried(true);
    if (name.trim() !== '' && when && until !== undefined && !isBackwards && (begins === undefined || from !== undefined)) {
      define(
        { name: name.trim(), when, until, ...(from === undefined ? {} : { from }) },
        t('noise.silence.made', { name: name.trim(), until: times.dayAndTime(until, nowInstant()) }),
      );
    }
  };
  return (
    <NoiseForm kind="silence" problem={problem} sending={sending} onSubmit={send}>
      <TextInput
        label={t('noise.form.name')}
        placeholder={t('noise.form.silence.namePlaceholder')}
        value={name}
        maxLength={200}
        data-autofocus
        error={tried && name.trim() === '' ? t('noise.form.needName') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <MatcherFields
        rows={rows}
        error={tried && !when ? t(rows.length === 0 ? 'noise.matcher.needOne' : 'noise.matcher.needValue') : undefined}
        onChange={setRows}
      />
      <ChoiceField
        label={t('noise.form.until')}
        options={lengths.map((value) => ({ value, label: t(`noise.length.${value}`) }))}
        value={length}
        onChange={setLength}
      />
      {length === 'moment' && (
        <TextInput
          type="datetime-local"
          label={t('noise.form.untilMoment')}
          max="9999-12-31T23:59"
          value={moment}
          error={tried && (until === undefined || isBackwards) ? t('noise.form.backwards') : undefined}
          onChange={(event) => setMoment(event.currentTarget.value)}
        />
      )}
      <Checkbox
        label={t('noise.form.later')}
        checked={begins !== undefined}
        onChange={(event) => setBegins(event.currentTarget.checked ? fieldText(nowInstant() + HOUR_MS, zone) : undefined)}
      />
      {begins !== undefined && (
        <TextInput
          type="datetime-local"
          label={t('noise.form.from')}
          max="9999-12-31T23:59"
          value={begins}
          error={tried && from === undefined ? t('noise.form.needTime') : undefined}
          onChange={(event) => setBegins(event.currentTarget.value)}
        />
      )}
      <MatchList preview={preview} />
    </NoiseForm>
  );
}
