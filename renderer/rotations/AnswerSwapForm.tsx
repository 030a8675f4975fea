import { TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SwapView } from '../../shared/schedule-view/schedule-view.ts';
import { EditForm } from './EditForm.tsx';
import { useShown } from './shown.ts';

/** Agrees to a swap, declines it with a reason, takes it back or undoes it. */
export function AnswerSwapForm({ swap, answer }: { swap: SwapView; answer: SwapView['may'][number] }): ReactElement {
  const { t } = useTranslation();
  const { span } = useShown();
  const [reason, setReason] = useState('');
  const { id, giver, taker } = swap;
  const who = { giver: giver.name, taker: taker.name, when: span(swap) };
  const said = { swap: id, ...(answer === 'decline' && reason.trim() !== '' ? { reason: reason.trim() } : {}) };
  return (
    <EditForm
      text={t(`rotations.dialog.answer-swap.text.${answer}`, who)}
      send={t(`rotations.swap.answer.${answer}`)}
      done={t(`rotations.dialog.answer-swap.done.${answer}`, who)}
      edits={[{ name: `${answer}-swap`, said }]}
    >
      {answer === 'decline' && (
        <TextInput
          label={t('rotations.field.reason')}
          data-autofocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </EditForm>
  );
}
