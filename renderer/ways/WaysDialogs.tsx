import { Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { closeWaysForm, useWays, useWaysDialog, type WaysDialog } from '../stores/ways-store.ts';
import { AddressForm } from './AddressForm.tsx';
import { CodeForm } from './CodeForm.tsx';
import { QuietForm } from './QuietForm.tsx';
import { RuleForm } from './RuleForm.tsx';

/** The forms about how the person is paged, over whatever screen they were asked for. */
export function WaysDialogs(): ReactElement | null {
  const { t } = useTranslation();
  const { open, shown, openings } = useWaysDialog();
  const view = useWays((ways) => ways.view);
  const titles: Record<WaysDialog['kind'], string> = {
    rule: t(shown.kind === 'rule' && shown.index !== undefined ? 'ways.form.editTitle' : 'ways.form.newTitle'),
    quiet: t('ways.quiet.title'),
    address: t('ways.address.title'),
    code: t('ways.code.title'),
  };
  return (
    <Modal
      opened={open}
      onClose={closeWaysForm}
      size={shown.kind === 'quiet' ? 660 : 520}
      title={titles[shown.kind]}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {view && shown.kind === 'rule' && <RuleForm key={openings} view={view} index={shown.index} />}
      {view && shown.kind === 'quiet' && <QuietForm key={openings} view={view} />}
      {shown.kind === 'address' && <AddressForm key={openings} />}
      {shown.kind === 'code' && <CodeForm key={openings} to={shown.to} />}
    </Modal>
  );
}
