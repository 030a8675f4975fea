import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { severities, type Severity } from '../../shared/log/severity.ts';
import { SeverityBadge } from '../ui/SeverityBadge.tsx';
import css from './SeverityChoice.module.css';

/** Four severities to choose from, and what the chosen one does. */
export function SeverityChoice({
  value,
  onChange,
  label,
}: {
  value: Severity;
  onChange(severity: Severity): void;
  label?: string | undefined;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <fieldset className={css['choice']}>
      <legend>{label ?? t('queue.open.severity')}</legend>
      <div className={css['options']}>
        {severities.map((severity) => (
          <label key={severity} className={css['option']} data-checked={severity === value || undefined} data-severity={severity}>
            <input
              type="radio"
              name="severity"
              className="visually-hidden"
              value={severity}
              checked={severity === value}
              onChange={() => onChange(severity)}
            />
            <SeverityBadge severity={severity} size={14} />
          </label>
        ))}
      </div>
      <p>{t(`queue.open.effect.${value}`)}</p>
    </fieldset>
  );
}
