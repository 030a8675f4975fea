import type { ReactElement, ReactNode } from 'react';
import css from './EmptyState.module.css';

/** A designed nothing: a picture, a sentence, and what to do next. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}): ReactElement {
  return (
    <div className={css['empty']}>
      {icon !== undefined && <div className={css['icon']}>{icon}</div>}
      <p className={css['title']}>{title}</p>
      {children !== undefined && <div className={css['text']}>{children}</div>}
      {action}
    </div>
  );
}
