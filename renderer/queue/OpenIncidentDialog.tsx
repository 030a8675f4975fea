import { Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDialog, useDialog } from '../stores/dialog-store.ts';
import { IntakeForm } from '../intake/IntakeForm.tsx';
import { TestAlertForm } from './TestAlertForm.tsx';

/** Opens an incident by hand, a real one or a test that goes the same way. */
export function OpenIncidentDialog(): ReactElement {
  const { t } = useTranslation();
  const open = useDialog((dialog) => dialog.open);
  const test = open === 'test-alert';
  return (
    <Modal
      opened={test || open === 'new-incident'}
      onClose={closeDialog}
      size={test ? 500 : 600}
      title={t(test ? 'queue.open.testTitle' : 'queue.open.newTitle')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {test ? <TestAlertForm /> : <IntakeForm />}
    </Modal>
  );
}
