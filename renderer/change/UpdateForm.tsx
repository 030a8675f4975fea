import { Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { UpdateFor } from '../../shared/state/commands.ts';
import type { Change } from '../stores/change-store.ts';
import { useIncident } from '../stores/incident-store.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { useMakeChange } from './use-make-change.ts';

const inside: readonly UpdateFor[] = ['responders', 'leadership', 'company'];
const audiences: readonly UpdateFor[] = [...inside, 'customers', 'public'];

/** Tells an audience how an incident stands, or writes down what was decided. It says beforehand where it will be read. */
export function UpdateForm({ change }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const name = change.name as 'update' | 'decide';
  const { row } = change;
  const [audience, setAudience] = useState<UpdateFor>('responders');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const { problem, sending, make } = useMakeChange(row, name);
  const send = (): void => {
    setTried(true);
    if (text.trim() === '') {
      return;
    }
    const said = { number: row.number, audience: t(`told.audience.${audience}`) };
    const done =
      name === 'decide'
        ? t('change.dialog.decide.done', said)
        : t(inside.includes(audience) ? 'change.dialog.update.done' : 'change.dialog.update.proposed', said);
    make({ for: audience, text: text.trim() }, done);
  };
  return (
    <ChangeForm name={name} problem={problem} sending={sending} onSubmit={send}>
      <ChoiceField
        label={t(`change.dialog.${name}.for`)}
        options={(name === 'decide' ? inside : audiences).map((value) => ({ value, label: t(`told.audience.${value}`) }))}
        value={audience}
        onChange={setAudience}
        wide
      />
      <Textarea
        label={t(`change.dialog.${name}.label`)}
        description={<Where id={row.id} audience={audience} isDecision={name === 'decide'} />}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={10_000}
        value={text}
        error={tried && text.trim() === '' ? t('told.hint.need') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ChangeForm>
  );
}

/** Where it will be read, and whether somebody has to look at it first. */
function Where({ id, audience, isDecision }: { id: string; audience: UpdateFor; isDecision: boolean }): ReactElement | null {
  const { t } = useTranslation();
  const telling = useIncident((mirror) => (mirror.id === id ? mirror.detail?.telling : undefined));
  const known = telling?.audiences.find((each) => each.for === audience);
  if (!known) {
    return null;
  }
  const isOutside = !inside.includes(audience);
  const rooms = (isDecision ? known.decisionRooms : known.rooms).map((room) => room.name).join(', ');
  return (
    <>
      {[
        isOutside && (known.checkpoint === undefined ? t('told.hint.atOnce') : t('told.hint.waits', { checkpoint: known.checkpoint })),
        audience === 'public' && t('told.hint.statusPage'),
        rooms === '' ? audience !== 'public' && t('told.hint.noRoom') : t('told.hint.rooms', { rooms }),
      ]
        .filter((sentence) => sentence !== false)
        .join(' ')}
    </>
  );
}
