import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EditForm } from './EditForm.tsx';
import type { RotationDialog } from './rotation-dialog-store.ts';
import { useShown } from './shown.ts';
import { useLayerName } from './use-layer-name.ts';
import { useSinceFields } from './use-since-fields.tsx';

type Of<K extends RotationDialog['kind']> = Extract<RotationDialog, { kind: K }>;

/** Moves somebody within a rotation. */
export function MoveMemberForm({ dialog: { layer: id, member: memberId, after } }: { dialog: Of<'move-member'> }): ReactElement | null {
  const { t } = useTranslation();
  const { view } = useShown();
  const { since, fields } = useSinceFields();
  const members = view.layers.find((each) => each.id === id)?.members ?? [];
  const member = members.find((each) => each.id === memberId);
  const behind = members.find((each) => each.id === after);
  if (!member) {
    return null;
  }
  const who = { who: member.person.name, behind: behind?.person.name ?? '' };
  return (
    <EditForm
      text={t(behind ? 'rotations.dialog.move-member.text' : 'rotations.dialog.move-member.textTop', who)}
      send={t('rotations.dialog.move-member.send')}
      done={t('rotations.dialog.move-member.done', who)}
      edits={since && [{ name: 'move-member', said: { layer: id, member: memberId, after, ...since } }]}
    >
      {fields}
    </EditForm>
  );
}

/** Takes somebody out of a rotation. */
export function RemoveMemberForm({ dialog: { layer: id, member: memberId } }: { dialog: Of<'remove-member'> }): ReactElement | null {
  const { t } = useTranslation();
  const { view } = useShown();
  const layerName = useLayerName();
  const { since, fields } = useSinceFields();
  const layer = view.layers.find((each) => each.id === id);
  const member = layer?.members.find((each) => each.id === memberId);
  if (!layer || !member) {
    return null;
  }
  const who = { who: member.person.name, layer: layerName(layer) };
  return (
    <EditForm
      text={t('rotations.dialog.remove-member.text', who)}
      send={t('rotations.dialog.remove-member.send')}
      done={t('rotations.dialog.remove-member.done', who)}
      edits={since && [{ name: 'remove-member', said: { layer: id, member: memberId, ...since } }]}
    >
      {fields}
    </EditForm>
  );
}

/** Moves a layer so that it wins over others, or they over it. */
export function MoveLayerForm({ dialog: { layer: id, after } }: { dialog: Of<'move-layer'> }): ReactElement | null {
  const { t } = useTranslation();
  const { view } = useShown();
  const layerName = useLayerName();
  const layer = view.layers.find((each) => each.id === id);
  const behind = view.layers.find((each) => each.id === after);
  if (!layer) {
    return null;
  }
  const names = { layer: layerName(layer), behind: behind ? layerName(behind) : '' };
  return (
    <EditForm
      text={t(behind ? 'rotations.dialog.move-layer.text' : 'rotations.dialog.move-layer.textBottom', names)}
      send={t('rotations.dialog.move-layer.send')}
      done={t('rotations.dialog.move-layer.done', names)}
      edits={[{ name: 'move-layer', said: { layer: id, after } }]}
    />
  );
}

/** Ends a layer. */
export function RemoveLayerForm({ dialog: { layer: id } }: { dialog: Of<'remove-layer'> }): ReactElement | null {
  const { t } = useTranslation();
  const { view } = useShown();
  const layerName = useLayerName();
  const layer = view.layers.find((each) => each.id === id);
  if (!layer) {
    return null;
  }
  const name = { layer: layerName(layer) };
  return (
    <EditForm
      text={t('rotations.dialog.remove-layer.text', name)}
      send={t('rotations.dialog.remove-layer.send')}
      done={t('rotations.dialog.remove-layer.done', name)}
      edits={[{ name: 'remove-layer', said: { layer: id } }]}
    />
  );
}
