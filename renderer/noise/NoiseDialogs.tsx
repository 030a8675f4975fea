import { Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { closeNoiseForm, useNoiseDialog } from '../stores/noise-store.ts';
import { MaintenanceForm } from './MaintenanceForm.tsx';
import { SilenceForm } from './SilenceForm.tsx';

/** The form of a new silence or maintenance window, over whatever screen it was asked for. */
export function NoiseDialogs(): ReactElement {
  const { t } = useTranslation();
  const { open, shown, prefill, openings } = useNoiseDialog();
  return (
    <Modal
      opened={open !== undefined}
      onClose={closeNoiseForm}
      size={620}
      title={t(`noise.form.${shown}.title`)}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {shown === 'silence' ? <SilenceForm key={openings} prefill={prefill} /> : <MaintenanceForm key={openings} prefill={prefill} />}
    </Modal>
  );
}
