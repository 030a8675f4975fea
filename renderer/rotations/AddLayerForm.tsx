import { TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayerUse } from '../../shared/schedule/definition.ts';
import type { Turns } from '../../shared/schedule/turns.ts';
import { formatDate } from '../../shared/time/calendar.ts';
import { localAt } from '../../shared/time/zone.ts';
import { ChoiceField } from '../change/ChoiceField.tsx';
import { PeopleField } from '../change/PeopleField.tsx';
import { nowInstant } from '../stores/clock-store.ts';
import { zoneOf } from './days.ts';
import { EditForm } from './EditForm.tsx';
import { useShown } from './shown.ts';
import { TurnsFields } from './TurnsFields.tsx';
import { useLayerName } from './use-layer-name.ts';

/** Adds a layer: who, what for, and how turns are taken. */
export function AddLayerForm(): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const layerName = useLayerName();
  const [name, setName] = useState('');
  const [use, setUse] = useState<LayerUse>('on-call');
  const [people, setPeople] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const [turns, setTurns] = useState<Turns>(() => ({
    zone: view.zone,
    turn: { unit: 'week', length: 1 },
    handoffAt: '09:00',
    startsOn: formatDate(localAt(zoneOf(view.zone), nowInstant())),
  }));
  const said = { ...(name.trim() === '' ? {} : { name: name.trim() }), use, people, turns };
  const winner = view.layers.findLast((layer) => layer.use === 'on-call');
  return (
    <EditForm
      text={winner ? t('rotations.dialog.add-layer.text', { layer: layerName(winner) }) : t('rotations.dialog.add-layer.textFirst')}
      send={t('rotations.dialog.add-layer.send')}
      done={t('rotations.dialog.add-layer.done')}
      edits={people.length > 0 ? [{ name: 'add-layer', said }] : undefined}
      onIncomplete={() => setTried(true)}
    >
      <TextInput label={t('rotations.field.name')} maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <ChoiceField
        label={t('rotations.field.use')}
        options={(['on-call', 'backup', 'shadow'] as const).map((value) => ({ value, label: t(`rotations.layer.use.${value}`) }))}
        value={use}
        onChange={setUse}
      />
      <PeopleField
        label={t('rotations.field.people')}
        people={view.people}
        value={people}
        error={tried && people.length === 0 ? t('rotations.field.needPerson') : undefined}
        onChange={setPeople}
      />
      <TurnsFields turns={turns} onChange={setTurns} />
    </EditForm>
  );
}
