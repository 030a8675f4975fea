import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,main,relay,scripts}/**/*.test.ts', 'test/architecture.test.ts', 'test/spec.test.ts'],
          environment: 'node',
        },
      },
      { test: { name: 'stories', include: ['test/{stories,fuzz,contract}/**/*.test.ts'], environment: 'node' } },
      // Real processes, killed and restarted: slower, and one at a time so that they do not starve each other.
      {
        test: {
          name: 'processes',
          include: ['test/processes/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
