import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { closeChange, type ChangeName } from '../stores/change-store.ts';
import { FormFrame } from '../ui/FormFrame.tsx';

interface Props {
  name: ChangeName;
  problem: string | undefined;
  sending: boolean;
  onSubmit(): void;
  /** A second way out beside Cancel. */
  aside?: ReactNode;
  children: ReactNode;
}

/** What every dialog of a change has in common. */
export function ChangeForm({ name, ...rest }: Props): ReactElement {
  const { t } = useTranslation();
  return <FormFrame text={t(`change.dialog.${name}.text`)} send={t(`change.dialog.${name}.send`)} onCancel={closeChange} {...rest} />;
}
