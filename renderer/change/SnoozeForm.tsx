import { TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDuration } from '../../shared/time/duration.ts';
import type { Change } from '../stores/change-store.ts';
import { useClock } from '../stores/clock-store.ts';
import { useTimes } from '../ui/use-times.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { useMakeChange } from './use-make-change.ts';

/** Puts an incident to sleep for as long as one writes. */
export function SnoozeForm({ change: { row } }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const { problem, sending, make } = useMakeChange(row, 'snooze');
  const written = text.trim();
  const durationMs = parseDuration(written);
  const send = (): void => {
    setTried(true);
    if (durationMs !== undefined) {
      const { now } = useClock.getState();
      make({ for: written }, t('change.dialog.snooze.done', { number: row.number, until: times.dayAndTime(now + durationMs, now) }));
    }
  };
  return (
    <ChangeForm name="snooze" problem={problem} sending={sending} onSubmit={send}>
      <TextInput
        label={t('change.dialog.snooze.label')}
        description={t('change.dialog.snooze.hint')}
        data-autofocus
        maxLength={40}
        value={text}
        error={tried && durationMs === undefined ? t('change.dialog.snooze.wrong', { text: written }) : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ChangeForm>
  );
}
