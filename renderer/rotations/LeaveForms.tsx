import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeaveView } from '../../shared/schedule-view/schedule-view.ts';
import { PersonField } from '../change/PersonField.tsx';
import { attempt, command } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { notify } from '../stores/notice-store.ts';
import { changedHere } from '../stores/rotations-store.ts';
import { PersonMark } from './PersonMark.tsx';
import { closeRotationDialog } from './rotation-dialog-store.ts';
import { useShown } from './shown.ts';
import { waits } from './use-editing.ts';
import { useSpanFields } from './use-span-fields.tsx';

/** Says when somebody is away: oneself, or anybody for a lead. */
export function AddLeaveForm(): ReactElement {
  const { t } = useTranslation();
  const { view, nameOf, span: inWords } = useShown();
  const me = useDesk((desk) => desk.me?.id);
  const [person, setPerson] = useState(me);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const { span, fields } = useSpanFields({}, tried);
  const send = async (): Promise<void> => {
    setTried(true);
    if (!span || person === undefined) {
      return;
    }
    setSending(true);
    const result = await attempt('leave:add', { person, ...span, ...(note.trim() === '' ? {} : { note: note.trim() }) });
    setSending(false);
    if (result.ok) {
      changedHere();
      closeRotationDialog();
      notify({ tone: 'done', text: `${t('rotations.dialog.add-leave.done', { who: nameOf(person), when: inWords(span) })}${waits()}` });
    } else {
      setProblem(result.message);
    }
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('rotations.dialog.add-leave.text')}
        </Text>
        {view.mayEdit && (
          <PersonField label={t('rotations.field.person')} people={view.people} value={person} error={undefined} onChange={setPerson} />
        )}
        {fields}
        <TextInput
          label={t('rotations.field.note')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {problem !== undefined && (
          <Alert color="gray" variant="light" role="alert">
            {problem}
          </Alert>
        )}
        <Group gap="sm" justify="flex-end">
          <Button variant="default" onClick={closeRotationDialog}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={sending}>
            {t('rotations.dialog.add-leave.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A stretch of leave, and the way to take it back for whoever may. */
export function LeaveDetail({ leave }: { leave: LeaveView }): ReactElement {
  const { t } = useTranslation();
  const { view, span } = useShown();
  const me = useDesk((desk) => desk.me?.id);
  const { id, person, note } = leave;
  const [problem, setProblem] = useState<string>();
  const may = id !== undefined && (view.mayEdit || person.id === me);
  const remove = async (): Promise<void> => {
    const result = await attempt('leave:remove', { person: person.id, leave: id ?? '' });
    if (result.ok) {
      changedHere();
      closeRotationDialog();
      const { from, until } = leave;
      const again = (): void =>
        void command('leave:add', { person: person.id, from, until, ...(note === undefined ? {} : { note }) }).then(changedHere);
      const text = `${t('rotations.dialog.leave.removed', { who: person.name })}${waits()}`;
      notify({ tone: 'done', text, action: { label: t('rotations.undo.label'), run: again } });
    } else {
      setProblem(result.message);
    }
  };
  return (
    <Stack gap="sm">
      <PersonMark person={person} />
      <Text size="sm">{span(leave)}</Text>
      {note !== undefined && <Text size="sm">{note}</Text>}
      {problem !== undefined && (
        <Alert color="gray" variant="light" role="alert">
          {problem}
        </Alert>
      )}
      {may ? (
        <Button variant="default" data-autofocus onClick={() => void remove()}>
          {t('rotations.dialog.leave.remove')}
        </Button>
      ) : (
        <Text size="sm" c="dimmed">
          {t(id === undefined ? 'rotations.dialog.leave.file' : 'rotations.dialog.leave.theirs')}
        </Text>
      )}
    </Stack>
  );
}
