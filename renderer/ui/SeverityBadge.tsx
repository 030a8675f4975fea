import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../shared/log/severity.ts';
import css from './SeverityBadge.module.css';
import { SeverityShape } from './SeverityShape.tsx';

/** A severity by shape, colour and word. */
export function SeverityBadge({ severity, size = 15 }: { severity: Severity; size?: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={css['badge']} data-severity={severity}>
      <SeverityShape severity={severity} size={size} />
      <span>{t(`severity.${severity}`)}</span>
    </span>
  );
}
