import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// How long a test takes on a busy machine proves nothing; this only ends one that hangs.
const patienceMs = 120_000;

// The general date library beside which these are held keeps what it found, and answers otherwise after other questions.
const besideTheOracle = [
  'shared/noise/maintenance-hours.test.ts',
  'shared/schedule/oracle.test.ts',
  'shared/time/local-window.test.ts',
  'shared/time/zone.test.ts',
];

// Most of the start of a process, and of a thread that writes, was compiling the same sources again.
const env = { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/watchbell-processes') };

export default defineConfig({
  test: {
    // Two cores are what there is, and a third of what runs waits: for a disk, for another process, for a minute of storm.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'unit',
          // No module keeps anything a test could see, so files share what they import: a third of the time was importing.
          isolate: false,
          include: ['{shared,main,relay,scripts}/**/*.test.ts', 'test/architecture.test.ts', 'test/spec.test.ts'],
          exclude: besideTheOracle,
          environment: 'node',
          env,
          testTimeout: patienceMs,
        },
      },
      {
        test: {
          name: 'zones',
          include: besideTheOracle,
          environment: 'node',
          testTimeout: patienceMs,
        },
      },
      {
        test: {
          name: 'stories',
          isolate: false,
          include: ['test/{stories,fuzz,contract}/**/*.test.ts'],
          environment: 'node',
          env,
          testTimeout: patienceMs,
        },
      },
      // Real processes, killed and restarted: slower, and therefore with more patience.
      {
        test: {
          name: 'processes',
          include: ['test/processes/**/*.test.ts'],
          globalSetup: ['test/harness/built-programs.ts'],
          environment: 'node',
          // A test starts up to forty processes; this only ends one that hangs.
          testTimeout: 600_000,
          hookTimeout: 60_000,
          env,
        },
      },
    ],
  },
});
