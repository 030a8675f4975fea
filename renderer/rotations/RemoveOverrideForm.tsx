import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EditForm } from './EditForm.tsx';
import type { RotationDialog } from './rotation-dialog-store.ts';
import { useShown } from './shown.ts';

/** Gives the hours of an override back to the rotation. */
export function RemoveOverrideForm({ dialog }: { dialog: Extract<RotationDialog, { kind: 'remove-override' }> }): ReactElement {
  const { t } = useTranslation();
  const { span } = useShown();
  const { who, override } = dialog;
  return (
    <EditForm
      text={t('rotations.dialog.remove-override.text', { who, when: span(dialog.span) })}
      send={t('rotations.dialog.remove-override.send')}
      done={t('rotations.dialog.remove-override.done', { who })}
      edits={[{ name: 'remove-override', said: { override } }]}
    />
  );
}
