import { Select } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonField } from '../change/PersonField.tsx';
import { EditForm } from './EditForm.tsx';
import css from './EditForm.module.css';
import { useShown } from './shown.ts';
import { useLayerName } from './use-layer-name.ts';
import { useSinceFields } from './use-since-fields.tsx';

const atTheTop = '';

/** Takes somebody into a rotation, behind somebody else, from the next hand-off or a later one on. */
export function AddMemberForm({ layer: id }: { layer: string }): ReactElement | null {
  const { t } = useTranslation();
  const { view, nameOf } = useShown();
  const layerName = useLayerName();
  const layer = view.layers.find((each) => each.id === id);
  const members = layer?.members ?? [];
  const [person, setPerson] = useState<string>();
  const [after, setAfter] = useState(members.at(-1)?.id ?? atTheTop);
  const [tried, setTried] = useState(false);
  const { since, fields } = useSinceFields();
  if (!layer) {
    return null;
  }
  const who = { who: nameOf(person ?? ''), layer: layerName(layer) };
  const said = { layer: id, person, after: after === atTheTop ? null : after, ...since };
  return (
    <EditForm
      text={t('rotations.dialog.add-member.text', who)}
      send={t('rotations.dialog.add-member.send')}
      done={t('rotations.dialog.add-member.done', who)}
      edits={person !== undefined && since ? [{ name: 'add-member', said }] : undefined}
      onIncomplete={() => setTried(true)}
    >
      <div className={css['pair']}>
        <PersonField
          label={t('rotations.field.person')}
          people={view.people.filter((each) => !members.some((member) => member.person.id === each.id))}
          value={person}
          error={tried && person === undefined ? t('rotations.field.needPerson') : undefined}
          onChange={setPerson}
        />
        <Select
          label={t('rotations.field.behind')}
          data={[
            { value: atTheTop, label: t('rotations.field.atTheTop') },
            ...members.map((member) => ({ value: member.id, label: member.person.name })),
          ]}
          value={after}
          allowDeselect={false}
          onChange={(value) => setAfter(value ?? atTheTop)}
        />
      </div>
      {fields}
    </EditForm>
  );
}
