import { ActionIcon, Button } from '@mantine/core';
import { IconAdjustments, IconChevronDown, IconChevronUp, IconTrash, IconUserPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayerView } from '../../shared/schedule-view/schedule-view.ts';
import css from './LayersPanel.module.css';
import { MemberList } from './MemberList.tsx';
import { openRotationDialog } from './rotation-dialog-store.ts';
import { useShown } from './shown.ts';
import { useLayerName } from './use-layer-name.ts';
import { useTurnsText } from './use-turns-text.ts';

/** One rotation: how turns are taken, by whom, and what is about to change. */
export function LayerCard({ layer }: { layer: LayerView }): ReactElement {
  const { t } = useTranslation();
  const { view, at } = useShown();
  const nameOf = useLayerName();
  const turnsText = useTurnsText();
  const name = nameOf(layer);
  return (
    <article className={css['card']} aria-label={name}>
      <div className={css['head']}>
        <div>
          <h4>{name}</h4>
          {layer.name !== undefined && layer.use !== 'on-call' && <p className={css['soft']}>{t(`rotations.layer.use.${layer.use}`)}</p>}
        </div>
        {view.mayEdit && <LayerTools layer={layer} name={name} />}
      </div>
      <p className={css['soft']}>{turnsText(layer.turns)}</p>
      {layer.from !== undefined && <p className={css['soft']}>{t('rotations.layer.from', { at: at(layer.from) })}</p>}
      {layer.until !== undefined && <p className={css['soft']}>{t('rotations.layer.until', { at: at(layer.until) })}</p>}
      {layer.changes.map(({ from, turns }) => (
        <p key={from} className={css['soft']}>
          {t('rotations.layer.later', { at: at(from), turns: turnsText(turns) })}
        </p>
      ))}
      <MemberList layer={layer} name={name} />
      {view.mayEdit && (
        <div className={css['buttons']}>
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconUserPlus size={13} aria-hidden />}
            aria-label={t('rotations.member.addTo', { layer: name })}
            onClick={() => openRotationDialog({ kind: 'add-member', layer: layer.id })}
          >
            {t('rotations.member.add')}
          </Button>
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconAdjustments size={13} aria-hidden />}
            aria-label={t('rotations.layer.changeOf', { layer: name })}
            onClick={() => openRotationDialog({ kind: 'change-rotation', layer: layer.id })}
          >
            {t('rotations.layer.change')}
          </Button>
        </div>
      )}
    </article>
  );
}

/** Moves a layer among those of its use, up to win over more of them, or takes it away. */
function LayerTools({ layer, name }: { layer: LayerView; name: string }): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const same = view.layers.filter(({ use }) => use === layer.use);
  const index = same.findIndex(({ id }) => id === layer.id);
  const above = same[index + 1];
  const behindBelow = index === 0 ? undefined : (same[index - 2]?.id ?? null);
  const move = (after: string | null) => () => openRotationDialog({ kind: 'move-layer', layer: layer.id, after });
  return (
    <div className={css['tools']}>
      {same.length > 1 && (
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('rotations.layer.up', { layer: name })}
            disabled={!above}
            onClick={move(above?.id ?? null)}
          >
            <IconChevronUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('rotations.layer.down', { layer: name })}
            disabled={behindBelow === undefined}
            onClick={move(behindBelow ?? null)}
          >
            <IconChevronDown size={16} aria-hidden />
          </ActionIcon>
        </>
      )}
      {view.layers.length > 1 && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('rotations.layer.remove', { layer: name })}
          onClick={() => openRotationDialog({ kind: 'remove-layer', layer: layer.id })}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
