// Commands, first sync and fan-out, each against the least anything must do for the same, in one run (performance.md P4, P6, P7).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { durableCommands } from './sync/commands.ts';
import { fanOut } from './sync/fan-out.ts';
import { firstSync } from './sync/first-sync.ts';
import { print } from './measure.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchbell-bench-'));
try {
  print('Durable commands, 50 a turn of the event loop', await durableCommands(folder));
  print('First sync of 100,000 events, in process (goal P7: 60 % of the local copy)', await firstSync(folder, 100_000));
  print('One event to every desktop over loopback, until the last has it (goals P4, P6, P9)', [
    ...(await fanOut(folder, 100)),
    ...(await fanOut(folder, 1000)),
  ]);
} finally {
  rmSync(folder, { recursive: true });
}
process.exit(0);
