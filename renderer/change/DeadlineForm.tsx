import { Button, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../stores/change-store.ts';
import { useIncident } from '../stores/incident-store.ts';
import { useMyZone } from '../ui/use-locale.ts';
import { useTimes } from '../ui/use-times.ts';
import { fieldText, instantOfField } from '../ui/wall-clock.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { useMakeChange } from './use-make-change.ts';

/** Says when an incident has to be over, in the person's own zone. */
export function DeadlineForm({ change: { row } }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const zone = useMyZone();
  const present = useIncident(({ id, detail }) => (id === row.id ? detail?.deadline : undefined));
  const [text, setText] = useState(present === undefined ? '' : fieldText(present, zone));
  const [tried, setTried] = useState(false);
  const { problem, sending, make } = useMakeChange(row, 'deadline');
  const at = instantOfField(text, zone);
  const send = (): void => {
    setTried(true);
    if (at !== undefined) {
      make({ at }, t('change.dialog.deadline.done', { number: row.number, at: times.dateAndTime(at) }));
    }
  };
  const clear = present !== undefined && (
    <Button
      variant="subtle"
      disabled={sending}
      onClick={() => make({ at: null }, t('change.dialog.deadline.cleared', { number: row.number }))}
    >
      {t('change.dialog.deadline.clear')}
    </Button>
  );
  return (
    <ChangeForm name="deadline" problem={problem} sending={sending} onSubmit={send} aside={clear}>
      <TextInput
        type="datetime-local"
        label={t('change.dialog.deadline.label')}
        description={zone === undefined ? undefined : t('change.dialog.deadline.zone', { zone: zone.replaceAll('_', ' ') })}
        data-autofocus
        max="9999-12-31T23:59"
        value={text}
        error={tried && at === undefined ? t('change.dialog.deadline.need') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ChangeForm>
  );
}
