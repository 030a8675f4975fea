import type { ReactElement, ReactNode } from 'react';
import css from './Panel.module.css';

/** One part of a schedule under its time line. */
export function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }): ReactElement {
  return (
    <section className={css['panel']} aria-label={title}>
      <div className={css['head']}>
        <h3>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
