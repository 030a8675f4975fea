import type { Writable } from 'node:stream';
import type { Desk } from '../../shared/bridge/desk.ts';
import type { Happening } from './happening.ts';

/** How the watch shows itself: to a person at a keyboard, or to whatever reads its lines. */
export interface Face {
  /** Resolves once it is written out. */
  tell(happening: Happening): Promise<void>;
  /** What there is to see besides the lines changed. */
  show(desk: Desk): void;
  /** Where a notifier may print a page. */
  readonly pages: Writable & { isTTY?: boolean };
  /** Calls back with every typed line; `ended` when the person at the keyboard wants to leave. */
  listen(typed: (line: string) => void, ended: () => void): void;
  close(): void;
}

/** Writes a text; resolves once the system has taken it. */
export function written(output: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
