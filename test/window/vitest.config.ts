import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';

// The window's promises, in a real browser: vitest run --config test/window/vitest.config.ts
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '../../node_modules/.vite/window',
  test: {
    include: ['**/*.test.ts'],
    globalSetup: ['./global-setup.ts'],
    setupFiles: ['./after-each.ts'],
    // Files of one worker share what they import, its browser and its pages.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
