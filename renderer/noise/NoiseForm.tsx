import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { noiseKinds } from '../../shared/bridge/contract.ts';
import { closeNoiseForm } from '../stores/noise-store.ts';
import { FormFrame } from '../ui/FormFrame.tsx';

interface Props {
  kind: (typeof noiseKinds)[number];
  problem: string | undefined;
  sending: boolean;
  onSubmit(): void;
  children: ReactNode;
}

/** What the forms of a silence and of a maintenance window have in common. */
export function NoiseForm({ kind, ...rest }: Props): ReactElement {
  const { t } = useTranslation();
  return <FormFrame text={t(`noise.form.${kind}.text`)} send={t(`noise.form.${kind}.send`)} onCancel={closeNoiseForm} {...rest} />;
}
