import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useEffect, useRef, type ReactElement, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaidEdit } from '../../shared/schedule/make-edits.ts';
import { blocking } from './blocking.ts';
import css from './EditForm.module.css';
import { PreviewPanel } from './PreviewPanel.tsx';
import { closeRotationDialog } from './rotation-dialog-store.ts';
import { useFindingText } from './use-finding-text.ts';
import { useEditing, type Editing } from './use-editing.ts';

interface Props {
  /** What it does, in a sentence. */
  text: string;
  send: string;
  /** What is said once it is done. */
  done: string;
  /** What would be made of the fields; undefined while something is missing. */
  edits: readonly SaidEdit[] | undefined;
  /** Called when somebody wants to save and something is missing. */
  onIncomplete?(): void;
  /** Leads back to the step before; without it the dialog is closed. */
  onBack?(): void;
  children?: ReactNode;
}

/** What every edit has in common: its fields, what it would do, why it was not taken, and the buttons. */
export function EditForm({ text, send, done, edits, onIncomplete, onBack, children }: Props): ReactElement {
  const { t } = useTranslation();
  const editing = useEditing(edits, done);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (edits) {
      editing.save();
    } else {
      onIncomplete?.();
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm" className={css['text']}>
          {text}
        </Text>
        {children}
        {editing.problem !== undefined && (
          <Alert color="gray" variant="light" role="alert">
            {editing.problem}
          </Alert>
        )}
        <PreviewPanel preview={editing.preview} checking={editing.checking} />
        {editing.confirming ? (
          <SecondQuestion editing={editing} send={send} />
        ) : (
          <Group gap="sm" justify="flex-end" className={css['buttons']}>
            <Button variant="default" onClick={onBack ?? closeRotationDialog}>
              {t(onBack ? 'rotations.blocking.back' : 'action.cancel')}
            </Button>
            <Button type="submit" loading={editing.sending} disabled={editing.checking || (edits !== undefined && !editing.preview)}>
              {send}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

/** Nobody saves a hole by pressing Enter twice: the question stands elsewhere, begins at the way back, and says what would be missing. */
function SecondQuestion({ editing: { preview, sending, confirm, goBack }, send }: { editing: Editing; send: string }): ReactElement {
  const { t } = useTranslation();
  const text = useFindingText();
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const holes = blocking(preview?.newFindings ?? []);
  return (
    <div className={css['question']} role="alertdialog" aria-labelledby="second-question" aria-describedby="second-question-why">
      <p id="second-question" className={css['asks']}>
        <IconAlertTriangleFilled size={18} aria-hidden />
        {t('rotations.blocking.title')}
      </p>
      <ul id="second-question-why">
        {holes.slice(0, 4).map((finding) => (
          <li key={`${finding.kind} ${finding.from}`}>{text(finding)}</li>
        ))}
        {holes.length > 4 && <li>{t('rotations.finding.again', { count: holes.length - 4 })}</li>}
      </ul>
      <Group gap="sm">
        <Button ref={back} variant="default" onClick={goBack}>
          {t('rotations.blocking.back')}
        </Button>
        <Button variant="outline" color="gray" ml="auto" loading={sending} onClick={confirm}>
          {t('rotations.blocking.confirm', { send })}
        </Button>
      </Group>
    </div>
  );
}
