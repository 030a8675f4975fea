import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SeverityChoice } from '../queue/SeverityChoice.tsx';
import type { Change } from '../stores/change-store.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { useMakeChange } from './use-make-change.ts';

/** Says that an incident is worse or milder than it looked. */
export function SeverityForm({ change: { row } }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const [severity, setSeverity] = useState(row.severity);
  const { problem, sending, make } = useMakeChange(row, 'severity');
  const send = (): void =>
    make({ severity }, t('change.dialog.severity.done', { number: row.number, value: t(`severity.${severity}`).toLocaleLowerCase() }));
  return (
    <ChangeForm name="severity" problem={problem} sending={sending} onSubmit={send}>
      <SeverityChoice value={severity} onChange={setSeverity} />
    </ChangeForm>
  );
}
