import { Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../stores/change-store.ts';
import { useDesk } from '../stores/desk-store.ts';
import { useIncident } from '../stores/incident-store.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { PersonField } from './PersonField.tsx';
import { useMakeChange } from './use-make-change.ts';

const longest = 2000;

/** Writes down what is to be done afterwards; made of a note or an update, it begins with its words. */
export function FollowUpForm({ change: { row, of } }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const people = useDesk((desk) => desk.people);
  const source = useIncident(({ id, detail }) =>
    id === row.id ? detail?.timeline.find((entry) => entry.id === of)?.body['text'] : undefined,
  );
  const [text, setText] = useState(typeof source === 'string' ? source.slice(0, longest) : '');
  const [owner, setOwner] = useState<string>();
  const [tried, setTried] = useState(false);
  const { problem, sending, make } = useMakeChange(row, 'follow-up');
  const send = (): void => {
    setTried(true);
    if (text.trim() !== '') {
      const said = { text: text.trim(), ...(of === undefined ? {} : { of }), ...(owner === undefined ? {} : { owner }) };
      make(said, t('change.dialog.follow-up.done', { number: row.number }));
    }
  };
  return (
    <ChangeForm name="follow-up" problem={problem} sending={sending} onSubmit={send}>
      <Textarea
        label={t('change.dialog.follow-up.label')}
        data-autofocus
        autosize
        minRows={2}
        maxRows={8}
        maxLength={longest}
        value={text}
        error={tried && text.trim() === '' ? t('told.hint.need') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <PersonField
        label={t('change.dialog.follow-up.owner')}
        people={people}
        value={owner}
        first={false}
        error={undefined}
        onChange={setOwner}
      />
    </ChangeForm>
  );
}
