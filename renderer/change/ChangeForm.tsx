import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode, SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { closeChange, type ChangeName } from '../stores/change-store.ts';
import css from './ChangeForm.module.css';

interface Props {
  name: ChangeName;
  problem: string | undefined;
  sending: boolean;
  onSubmit(): void;
  /** A second way out beside Cancel. */
  aside?: ReactNode;
  children: ReactNode;
}

/** What every dialog of a change has in common: what it does in a sentence, its fields, why it was not taken, and the buttons. */
export function ChangeForm({ name, problem, sending, onSubmit, aside, children }: Props): ReactElement {
  const { t } = useTranslation();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" className={css['text']}>
          {t(`change.dialog.${name}.text`)}
        </Text>
        {children}
        {problem !== undefined && (
          <Alert color="gray" variant="light" role="alert">
            {problem}
          </Alert>
        )}
        <Group gap="sm">
          {aside}
          <Group gap="sm" ml="auto">
            <Button variant="default" onClick={closeChange}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={sending}>
              {t(`change.dialog.${name}.send`)}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
