import { Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { AddLayerForm } from './AddLayerForm.tsx';
import { AddMemberForm } from './AddMemberForm.tsx';
import { AnswerSwapForm } from './AnswerSwapForm.tsx';
import { ChangeRotationForm } from './ChangeRotationForm.tsx';
import { FairDialog } from './FairDialog.tsx';
import { AddLeaveForm, LeaveDetail } from './LeaveForms.tsx';
import { MoveLayerForm, MoveMemberForm, RemoveLayerForm, RemoveMemberForm } from './PlaceForms.tsx';
import { OverrideForm } from './OverrideForm.tsx';
import { RemoveOverrideForm } from './RemoveOverrideForm.tsx';
import { closeRotationDialog, useRotationDialog, type RotationDialog } from './rotation-dialog-store.ts';
import { ShiftDetail } from './ShiftDetail.tsx';
import { AskSwapForm, TakeForm } from './SwapForms.tsx';
import { UndoChangeForm } from './UndoChangeForm.tsx';

const sizes: Partial<Record<RotationDialog['kind'], number>> = { shift: 440, leave: 440, fair: 920 };

/** The dialog of whatever is looked at or changed in a schedule. */
export function RotationDialogs(): ReactElement {
  const { t } = useTranslation();
  const { opened, dialog, openings } = useRotationDialog();
  return (
    <Modal
      opened={opened}
      onClose={closeRotationDialog}
      size={dialog ? (sizes[dialog.kind] ?? 600) : 600}
      title={dialog && t(`rotations.dialog.${dialog.kind}.title`)}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {dialog && <Form key={openings} dialog={dialog} />}
    </Modal>
  );
}

function Form({ dialog }: { dialog: RotationDialog }): ReactElement | null {
  switch (dialog.kind) {
    case 'shift':
      return <ShiftDetail bar={dialog.bar} />;
    case 'leave':
      return <LeaveDetail leave={dialog.leave} />;
    case 'override':
      return <OverrideForm draft={dialog.draft} />;
    case 'remove-override':
      return <RemoveOverrideForm dialog={dialog} />;
    case 'ask-swap':
      return <AskSwapForm giver={dialog.giver} span={dialog.span} />;
    case 'take':
      return <TakeForm giver={dialog.giver} span={dialog.span} />;
    case 'answer-swap':
      return <AnswerSwapForm swap={dialog.swap} answer={dialog.answer} />;
    case 'add-member':
      return <AddMemberForm layer={dialog.layer} />;
    case 'move-member':
      return <MoveMemberForm dialog={dialog} />;
    case 'remove-member':
      return <RemoveMemberForm dialog={dialog} />;
    case 'change-rotation':
      return <ChangeRotationForm layer={dialog.layer} />;
    case 'add-layer':
      return <AddLayerForm />;
    case 'move-layer':
      return <MoveLayerForm dialog={dialog} />;
    case 'remove-layer':
      return <RemoveLayerForm dialog={dialog} />;
    case 'add-leave':
      return <AddLeaveForm />;
    case 'fair':
      return <FairDialog />;
    case 'undo-change':
      return <UndoChangeForm dialog={dialog} />;
  }
}
