import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import css from './ToggleGroup.module.css';

/** One button of a group, pressed or not. */
export interface Toggle {
  value: string;
  label: string;
  count?: number | undefined;
  pressed: boolean;
  toggle(): void;
}

/** Buttons side by side that each are pressed or not. */
export function ToggleGroup({ label, options }: { label: string; options: readonly Toggle[] }): ReactElement {
  const { i18n } = useTranslation();
  return (
    <div className={css['group']} role="group" aria-label={label}>
      {options.map(({ value, label: name, count, pressed, toggle }) => (
        <button key={value} type="button" className={css['button']} aria-pressed={pressed} onClick={toggle}>
          <span>{name}</span>
          {count !== undefined && <span className={css['count']}>{count.toLocaleString(i18n.language)}</span>}
        </button>
      ))}
    </div>
  );
}
