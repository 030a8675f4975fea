import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A call of org.freedesktop.Notifications as the session bus saw it. */
export interface BusCall {
  at: number;
  member: string;
}

/** Watches what crosses the session bus: the proof that a notification really left the app. */
export async function watchNotifications(): Promise<{
  calls: BusCall[];
  until(count: number, member?: string): Promise<BusCall>;
  stop(): Promise<void>;
}> {
  const child = spawn('dbus-monitor', ['--session', '--profile', "interface='org.freedesktop.Notifications'"], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const calls: BusCall[] = [];
  const waiting = new Set<() => void>();
  const started = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [kind, at, , , , , , member = ''] = line.split('\t');
      if (kind?.startsWith('#') || kind === 'sig') {
        resolve();
      }
      if (kind === 'mc') {
        calls.push({ at: Number(at) * 1000, member });
        waiting.forEach((look) => look());
      }
    });
  });
  await started;
  return {
    calls,
    until: (count, member = 'Notify') =>
      new Promise((resolve) => {
        const look = () => {
          const found = calls.filter((call) => call.member === member)[count - 1];
          if (found) {
            waiting.delete(look);
            resolve(found);
          }
        };
        waiting.add(look);
        look();
      }),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
