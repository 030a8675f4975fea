import { Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDialog, useDialog } from '../stores/dialog-store.ts';
import { OpenIncidentForm } from './OpenIncidentForm.tsx';

/** Opens an incident by hand, a real one or a test that goes the same way. */
export function OpenIncidentDialog(): ReactElement {
  const { t } = useTranslation();
  const open = useDialog((dialog) => dialog.open);
  const test = open === 'test-alert';
  return (
    <Modal
      opened={test || open === 'new-incident'}
      onClose={closeDialog}
      size={500}
      title={t(test ? 'queue.open.testTitle' : 'queue.open.newTitle')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <OpenIncidentForm test={test} />
    </Modal>
  );
}
