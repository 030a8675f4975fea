import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EditForm } from './EditForm.tsx';
import type { RotationDialog } from './rotation-dialog-store.ts';
import { useChangeText } from './use-change-text.ts';

/** Takes back what somebody changed, after a look at what that does. */
export function UndoChangeForm({ dialog: { change, undo } }: { dialog: Extract<RotationDialog, { kind: 'undo-change' }> }): ReactElement {
  const { t } = useTranslation();
  const text = useChangeText();
  const when = text.when(change);
  const what = when === '' ? text.what(change) : `${text.what(change)}, ${when}`;
  return (
    <EditForm
      text={t('history.undo.text', { by: text.by(change), what })}
      send={t('history.undo.send')}
      done={t('history.undo.done')}
      edits={[undo]}
    />
  );
}
