import { IconClockUp } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shown } from '../../shared/noise-view/noise-view.ts';
import css from './Noise.module.css';

interface Props {
  of: Shown;
  /** Its state in a word, and whether it holds now. */
  state?: string | undefined;
  holds?: boolean | undefined;
  /** It is over or off. */
  faded?: boolean | undefined;
  buttons?: ReactNode;
  children: ReactNode;
}

/** One definition: its name, how it stands, how much it keeps quiet, what it says, and what can be done about it. */
export function Item({ of, state, holds = false, faded = false, buttons, children }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <li className={css['item']} data-faded={faded || undefined}>
      <div className={css['body']}>
        <div className={css['head']}>
          <h3>{of.name}</h3>
          {state !== undefined && (
            <span className={css['state']} data-holds={holds || undefined}>
              {state}
            </span>
          )}
          {of.suppresses > 0 && <span className={css['soft']}>{t('noise.suppresses', { count: of.suppresses })}</span>}
          {of.pending && (
            <span className={css['pending']}>
              <IconClockUp size={13} aria-hidden />
              {t('tag.pending')}
            </span>
          )}
        </div>
        {children}
      </div>
      {buttons !== undefined && <div className={css['buttons']}>{buttons}</div>}
    </li>
  );
}
