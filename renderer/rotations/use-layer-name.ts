import { useTranslation } from 'react-i18next';
import type { LayerView } from '../../shared/schedule-view/schedule-view.ts';
import { useShown } from './shown.ts';

/** What a layer is called: by its own name, or by what it is for and its place. */
export function useLayerName(): (layer: LayerView) => string {
  const { t } = useTranslation();
  const { view } = useShown();
  return (layer) =>
    layer.name ??
    (layer.use === 'on-call'
      ? t('rotations.row.layer', { number: view.layers.findIndex(({ id }) => id === layer.id) + 1 })
      : t(`rotations.row.${layer.use}`));
}
