import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { priorities, type Priority } from '../../shared/incident/priority.ts';
import type { Change } from '../stores/change-store.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { useMakeChange } from './use-make-change.ts';

/** Says how much an incident matters to the business. */
export function PriorityForm({ change: { row } }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const [priority, setPriority] = useState<Priority>(row.priority ?? 'P3');
  const { problem, sending, make } = useMakeChange(row, 'priority');
  const send = (): void => make({ priority }, t('change.dialog.priority.done', { number: row.number, value: priority }));
  return (
    <ChangeForm name="priority" problem={problem} sending={sending} onSubmit={send}>
      <ChoiceField
        label={t('change.dialog.priority.label')}
        options={priorities.map((value) => ({ value, label: value }))}
        value={priority}
        onChange={setPriority}
      />
    </ChangeForm>
  );
}
