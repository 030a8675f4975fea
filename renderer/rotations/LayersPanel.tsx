import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LayerCard } from './LayerCard.tsx';
import css from './LayersPanel.module.css';
import { Panel } from './Panel.tsx';
import { openRotationDialog } from './rotation-dialog-store.ts';
import { useShown } from './shown.ts';

/** The rotations the schedule is made of, in the order of the time line: the one that wins first. */
export function LayersPanel(): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const add = view.mayEdit && (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => openRotationDialog({ kind: 'add-layer' })}
    >
      {t('rotations.layer.add')}
    </Button>
  );
  const ofUse = (use: 'on-call' | 'backup' | 'shadow') => view.layers.filter((layer) => layer.use === use).toReversed();
  return (
    <Panel title={t('rotations.layer.title')} aside={add}>
      <div className={css['layers']}>
        {[...ofUse('on-call'), ...ofUse('backup'), ...ofUse('shadow')].map((layer) => (
          <LayerCard key={layer.id} layer={layer} />
        ))}
      </div>
    </Panel>
  );
}
