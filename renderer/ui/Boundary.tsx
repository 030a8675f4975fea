import { Button } from '@mantine/core';
import { IconMoodSad } from '@tabler/icons-react';
import i18next from 'i18next';
import { Component, type ReactNode } from 'react';
import css from './Boundary.module.css';
import { EmptyState } from './EmptyState.tsx';

/** Catches what breaks while drawing: a sentence and a way on, never an empty window. */
export class Boundary extends Component<{ children: ReactNode }, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) {
      return this.props.children;
    }
    return (
      <main className={css['broken']}>
        <EmptyState
          icon={<IconMoodSad size={34} stroke={1.5} aria-hidden />}
          title={i18next.t('shell.broken.title')}
          action={<Button onClick={() => location.reload()}>{i18next.t('shell.broken.again')}</Button>}
        >
          {i18next.t('shell.broken.text')}
        </EmptyState>
        <pre className={css['error']}>{error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error)}</pre>
      </main>
    );
  }
}
