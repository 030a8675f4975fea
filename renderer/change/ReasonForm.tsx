import { Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../stores/change-store.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { useMakeChange } from './use-make-change.ts';

/** Says no, and why: to an outbound action, or to a page. */
export function ReasonForm({ change }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const name = change.name as 'reject' | 'decline';
  const { row, of } = change;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { problem, sending, make } = useMakeChange(row, name);
  const send = (): void => {
    setTried(true);
    const why = reason.trim();
    if (why !== '') {
      const said = name === 'reject' ? { action: of, reason: why } : { call: of, reason: why };
      make(said, t(`change.dialog.${name}.done`, { number: row.number }));
    }
  };
  return (
    <ChangeForm name={name} problem={problem} sending={sending} onSubmit={send}>
      <Textarea
        label={t('change.reason')}
        data-autofocus
        autosize
        minRows={2}
        maxRows={8}
        maxLength={name === 'reject' ? 2000 : 500}
        value={reason}
        error={tried && reason.trim() === '' ? t('change.needReason') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ChangeForm>
  );
}
