import { Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionKind } from '../../shared/incident/action-events.ts';
import type { Change } from '../stores/change-store.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { useMakeChange } from './use-make-change.ts';

const kinds: readonly ActionKind[] = ['customer-update', 'public-status', 'vendor-escalation', 'data-disclosure'];

/** Proposes something that goes out of the house. */
export function ProposeForm({ change: { row } }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ActionKind>('customer-update');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const { problem, sending, make } = useMakeChange(row, 'propose');
  const send = (): void => {
    setTried(true);
    if (text.trim() !== '') {
      make({ kind, text: text.trim() }, t('change.dialog.propose.done', { number: row.number }));
    }
  };
  return (
    <ChangeForm name="propose" problem={problem} sending={sending} onSubmit={send}>
      <ChoiceField
        label={t('change.dialog.propose.kind')}
        options={kinds.map((value) => ({ value, label: t(`change.kind.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      <Textarea
        label={t('change.dialog.propose.label')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={10_000}
        value={text}
        error={tried && text.trim() === '' ? t('change.dialog.propose.need') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ChangeForm>
  );
}
