import { Alert } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EditForm } from './EditForm.tsx';
import { useShown } from './shown.ts';
import { TurnsFields } from './TurnsFields.tsx';
import { useLayerName } from './use-layer-name.ts';
import { useSinceFields } from './use-since-fields.tsx';

/** Changes how a rotation's turns are taken, from now or a later moment on. */
export function ChangeRotationForm({ layer: id }: { layer: string }): ReactElement | null {
  const { t } = useTranslation();
  const { view } = useShown();
  const layerName = useLayerName();
  const layer = view.layers.find((each) => each.id === id);
  const [before] = useState(layer?.turns);
  const [turns, setTurns] = useState(before);
  const [tried, setTried] = useState(false);
  const { since, fields } = useSinceFields('now');
  if (!layer || !turns) {
    return null;
  }
  const name = { layer: layerName(layer) };
  const isChanged = JSON.stringify(turns) !== JSON.stringify(before);
  return (
    <EditForm
      text={t('rotations.dialog.change-rotation.text', name)}
      send={t('rotations.dialog.change-rotation.send')}
      done={t('rotations.dialog.change-rotation.done', name)}
      edits={since && isChanged ? [{ name: 'change-rotation', said: { layer: id, turns, ...since } }] : undefined}
      onIncomplete={() => setTried(true)}
    >
      <TurnsFields turns={turns} onChange={setTurns} />
      {fields}
      {tried && !isChanged && (
        <Alert color="gray" variant="light" role="alert">
          {t('rotations.dialog.change-rotation.same')}
        </Alert>
      )}
    </EditForm>
  );
}
