import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode, SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import css from './FormFrame.module.css';

interface Props {
  /** What it does, in a sentence, and the words of the button that does it. */
  text: string;
  send: string;
  problem: string | undefined;
  sending: boolean;
  onSubmit(): void;
  onCancel(): void;
  /** A second way out beside Cancel. */
  aside?: ReactNode;
  children: ReactNode;
}

/** What every form in a dialog has in common: what it does, its fields, why it was not taken, and the buttons. */
export function FormFrame({ text, send, problem, sending, onSubmit, onCancel, aside, children }: Props): ReactElement {
  const { t } = useTranslation();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" className={css['text']}>
          {text}
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
            <Button variant="default" onClick={onCancel}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={sending}>
              {send}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
