import { Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import css from './Screen.module.css';

/**
 * A screen that scrolls as one page: a heading and what stands under it. One that is only to read has nothing in it that takes the
 * focus, so it takes it itself, or the keyboard could not scroll it.
 */
export function Screen({ title, isToRead = false, children }: { title: string; isToRead?: boolean; children: ReactNode }): ReactElement {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <main className={css['screen']} tabIndex={isToRead ? 0 : -1} aria-label={title}>
      <div className={css['column']}>
        <Title order={1}>{title}</Title>
        {children}
      </div>
    </main>
  );
}

/** One part of a screen, with its own heading. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }): ReactElement {
  return (
    <section className={css['section']} aria-label={title}>
      <div className={css['head']}>
        <Title order={2}>{title}</Title>
        {aside}
      </div>
      {children}
    </section>
  );
}
