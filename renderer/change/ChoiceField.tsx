import type { ReactElement } from 'react';
import css from './ChoiceField.module.css';

interface Props<V extends string> {
  label: string;
  options: readonly { value: V; label: string }[];
  value: V;
  onChange(value: NoInfer<V>): void;
  /** Long words: fewer beside each other. */
  wide?: boolean;
}

/** A few things of which one is chosen, all in sight; the arrow keys go through them. */
export function ChoiceField<V extends string>({ label, options, value, onChange, wide = false }: Props<V>): ReactElement {
  return (
    <fieldset className={css['choice']}>
      <legend>{label}</legend>
      <div className={css['options']} data-wide={wide || undefined}>
        {options.map((option) => (
          <label key={option.value} className={css['option']} data-checked={option.value === value || undefined}>
            <input
              type="radio"
              name={label}
              className="visually-hidden"
              value={option.value}
              checked={option.value === value}
              data-autofocus={option.value === value || undefined}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
