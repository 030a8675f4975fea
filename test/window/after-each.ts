import { afterEach } from 'vitest';
import { closeOpened } from './open.ts';
import { complaints } from './pages.ts';

afterEach(async ({ task }) => {
  await closeOpened(task.result?.state !== 'fail');
  const found = complaints();
  if (found.length > 0) {
    throw new Error(`The page reported:\n${found.join('\n')}`);
  }
});
