import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaidEdit } from '../../shared/schedule/make-edits.ts';
import { PersonField } from '../change/PersonField.tsx';
import { EditForm } from './EditForm.tsx';
import type { OverrideDraft } from './rotation-dialog-store.ts';
import { useShown } from './shown.ts';
import { useSpanFields } from './use-span-fields.tsx';

/** Puts somebody on call for a while in place of the rotation. */
export function OverrideForm({ draft }: { draft: OverrideDraft }): ReactElement {
  const { t } = useTranslation();
  const { view, nameOf, span: inWords } = useShown();
  const [person, setPerson] = useState(draft.person);
  const [tried, setTried] = useState(false);
  const { span, fields } = useSpanFields(draft, tried);
  const { replaces, instead } = draft;
  const edits: SaidEdit[] | undefined =
    person !== undefined && span
      ? [
          ...(instead === undefined ? [] : [{ name: 'remove-override' as const, said: { override: instead } }]),
          { name: 'override', said: { person, ...span, ...(replaces === undefined ? {} : { replaces }) } },
        ]
      : undefined;
  return (
    <EditForm
      text={replaces === undefined ? t('rotations.dialog.override.text') : t('rotations.dialog.override.textOf', { who: nameOf(replaces) })}
      send={t('rotations.dialog.override.send')}
      done={t('rotations.dialog.override.done', { who: nameOf(person ?? ''), when: span ? inWords(span) : '' })}
      edits={edits}
      onIncomplete={() => setTried(true)}
    >
      <PersonField
        label={t('rotations.field.person')}
        people={view.people}
        value={person}
        error={tried && person === undefined ? t('rotations.field.needPerson') : undefined}
        onChange={setPerson}
      />
      {fields}
    </EditForm>
  );
}
