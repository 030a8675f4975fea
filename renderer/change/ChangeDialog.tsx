import { Modal } from '@mantine/core';
import { createElement, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { closeChange, useChange, type Change, type ChangeName } from '../stores/change-store.ts';
import { BridgeForm } from './BridgeForm.tsx';
import { DeadlineForm } from './DeadlineForm.tsx';
import { FollowUpForm } from './FollowUpForm.tsx';
import { OtherIncidentForm } from './OtherIncidentForm.tsx';
import { PeopleForm } from './PeopleForm.tsx';
import { PriorityForm } from './PriorityForm.tsx';
import { ProposeForm } from './ProposeForm.tsx';
import { ReasonForm } from './ReasonForm.tsx';
import { RoleForm } from './RoleForm.tsx';
import { SeverityForm } from './SeverityForm.tsx';
import { SnoozeForm } from './SnoozeForm.tsx';
import { StageForm } from './StageForm.tsx';
import { UpdateForm } from './UpdateForm.tsx';

const forms: Record<ChangeName, (props: { change: Change }) => ReactElement> = {
  snooze: SnoozeForm,
  reassign: PeopleForm,
  'hand-over': PeopleForm,
  'add-responders': PeopleForm,
  role: RoleForm,
  severity: SeverityForm,
  priority: PriorityForm,
  stage: StageForm,
  deadline: DeadlineForm,
  merge: OtherIncidentForm,
  block: OtherIncidentForm,
  propose: ProposeForm,
  reject: ReasonForm,
  decline: ReasonForm,
  update: UpdateForm,
  decide: UpdateForm,
  bridge: BridgeForm,
  'follow-up': FollowUpForm,
};

/** The dialog of whatever is being changed about an incident. */
export function ChangeDialog(): ReactElement {
  const { t } = useTranslation();
  const { opened, dialog, openings } = useChange();
  return (
    <Modal
      opened={opened}
      onClose={closeChange}
      size={480}
      title={dialog && t(`change.dialog.${dialog.name}.title`, { number: dialog.row.number })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {dialog && createElement(forms[dialog.name], { key: openings, change: dialog })}
    </Modal>
  );
}
