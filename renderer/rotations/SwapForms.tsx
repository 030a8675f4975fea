import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stretch } from '../../shared/balance/stretch.ts';
import { PersonField } from '../change/PersonField.tsx';
import { useDesk } from '../stores/desk-store.ts';
import { EditForm } from './EditForm.tsx';
import { useShown } from './shown.ts';
import { useSpanFields } from './use-span-fields.tsx';

interface Props {
  giver: string;
  span: Stretch;
}

/** Nothing is filled in where there is no watch to begin with. */
function known(span: Stretch): Partial<Stretch> {
  return span.from < span.until ? span : {};
}

/** Asks somebody to stand in; until they agree everything stays as it is. */
export function AskSwapForm({ giver, span: initial }: Props): ReactElement {
  const { t } = useTranslation();
  const { view, nameOf } = useShown();
  const me = useDesk((desk) => desk.me?.id);
  const [taker, setTaker] = useState<string>();
  const [tried, setTried] = useState(false);
  const { span, fields } = useSpanFields(known(initial), tried);
  const who = { giver: nameOf(giver), taker: nameOf(taker ?? '') };
  return (
    <EditForm
      text={giver === me ? t('rotations.dialog.ask-swap.mine') : t('rotations.dialog.ask-swap.text', who)}
      send={t('rotations.dialog.ask-swap.send')}
      done={t('rotations.dialog.ask-swap.done', who)}
      edits={taker !== undefined && span ? [{ name: 'ask-swap', said: { giver, taker, ...span } }] : undefined}
      onIncomplete={() => setTried(true)}
    >
      <PersonField
        label={t('rotations.field.taker')}
        people={view.people.filter(({ id }) => id !== giver)}
        value={taker}
        error={tried && taker === undefined ? t('rotations.field.needPerson') : undefined}
        onChange={setTaker}
      />
      {fields}
    </EditForm>
  );
}

/** Takes somebody's watch over at once. */
export function TakeForm({ giver, span: initial }: Props): ReactElement {
  const { t } = useTranslation();
  const { nameOf, span: inWords } = useShown();
  const me = useDesk((desk) => desk.me?.id ?? '');
  const [tried, setTried] = useState(false);
  const { span, fields } = useSpanFields(known(initial), tried);
  return (
    <EditForm
      text={t('rotations.dialog.take.text', { giver: nameOf(giver) })}
      send={t('rotations.dialog.take.send')}
      done={t('rotations.dialog.take.done', { when: span ? inWords(span) : '' })}
      edits={span ? [{ name: 'take', said: { giver, taker: me, ...span } }] : undefined}
      onIncomplete={() => setTried(true)}
    >
      {fields}
    </EditForm>
  );
}
