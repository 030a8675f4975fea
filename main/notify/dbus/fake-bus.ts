import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether this host can run a message bus of its own for tests. */
export const hasBus = spawnSync('dbus-daemon', ['--version'], { stdio: 'ignore' }).status === 0;

/** A message bus that only one test uses. */
export interface FakeBus {
  address: string;
  /** Ends the bus as a logout does. */
  end(): Promise<void>;
  /** Starts it again at the same address. */
  begin(): Promise<void>;
  /** Ends it and removes what it left. */
  stop(): Promise<void>;
}

/** Starts a session bus in a folder of its own. */
export async function startBus(): Promise<FakeBus> {
  const folder = mkdtempSync(join(tmpdir(), 'watchbell-bus-'));
  const address = `unix:path=${join(folder, 'bus')}`;
  let end = (): Promise<void> => Promise.resolve();
  const begin = async (): Promise<void> => {
    const options = ['--session', '--nofork', '--nopidfile', '--print-address', `--address=${address}`];
    const daemon = spawn('dbus-daemon', options, { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(daemon.stdout, 'data');
    end = async () => {
      if (daemon.exitCode === null && daemon.signalCode === null) {
        const ended = once(daemon, 'exit');
        daemon.kill();
        await ended;
      }
    };
  };
  await begin();
  return {
    address,
    begin,
    end: () => end(),
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
