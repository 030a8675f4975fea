import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stage } from '../../shared/incident/incident-events.ts';
import type { Change } from '../stores/change-store.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { useMakeChange } from './use-make-change.ts';

const stages: readonly Stage[] = ['triage', 'investigating', 'mitigating'];

/** Says how far the work has come. */
export function StageForm({ change: { row } }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const [stage, setStage] = useState<Stage>(row.stage ?? 'investigating');
  const { problem, sending, make } = useMakeChange(row, 'stage');
  const send = (): void =>
    make({ stage }, t('change.dialog.stage.done', { number: row.number, value: t(`incident.timeline.stage.${stage}`) }));
  return (
    <ChangeForm name="stage" problem={problem} sending={sending} onSubmit={send}>
      <ChoiceField
        label={t('change.dialog.stage.label')}
        options={stages.map((value) => ({ value, label: t(`change.stage.${value}`) }))}
        value={stage}
        onChange={setStage}
      />
    </ChangeForm>
  );
}
