import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode, SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { noiseKinds } from '../../shared/bridge/contract.ts';
import { closeNoiseForm } from '../stores/noise-store.ts';
import css from './NoiseForm.module.css';

interface Props {
  kind: (typeof noiseKinds)[number];
  problem: string | undefined;
  sending: boolean;
  onSubmit(): void;
  children: ReactNode;
}

/** What both forms have in common: what it does in a sentence, its fields, why it was not taken, and the buttons. */
export function NoiseForm({ kind, problem, sending, onSubmit, children }: Props): ReactElement {
  const { t } = useTranslation();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" className={css['soft']}>
          {t(`noise.form.${kind}.text`)}
        </Text>
        {children}
        {problem !== undefined && (
          <Alert color="gray" variant="light" role="alert">
            {problem}
          </Alert>
        )}
        <Group gap="sm" justify="flex-end">
          <Button variant="default" onClick={closeNoiseForm}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={sending}>
            {t(`noise.form.${kind}.send`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
