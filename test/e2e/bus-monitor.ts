import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A call of org.freedesktop.Notifications as the session bus saw it, at the wall clock's ms; `said` are its texts: of a Notify the app's name, the icon, the title and the body. */
export interface BusCall {
  at: number;
  member: string;
  said: string[];
}

/** Watches what crosses the session bus: the proof that a notification really left the app. */
export async function watchNotifications(): Promise<{
  calls: BusCall[];
  /** The notifications raised so far whose title or body has these words. */
  raised(about?: string): BusCall[];
  /** The so manieth notification about this, once it was raised. */
  until(count: number, about?: string): Promise<BusCall>;
  stop(): Promise<void>;
}> {
  const child = spawn('dbus-monitor', ['--session', "interface='org.freedesktop.Notifications'"], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const calls: BusCall[] = [];
  const waiting = new Set<() => void>();
  let open: BusCall | undefined;
  const started = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const head = /^(signal|method call|method return|error) time=([\d.]+) .*?(?:member=(\w+))?$/.exec(line);
      if (head) {
        resolve();
        open = head[1] === 'method call' ? { at: Number(head[2]) * 1000, member: head[3] ?? '', said: [] } : undefined;
        calls.push(...(open ? [open] : []));
      }
      // Arguments stand three spaces in; those of lists and hints further.
      const text = /^ {3}string "(.*)"$/.exec(line)?.[1];
      if (text !== undefined) {
        open?.said.push(text);
      }
      waiting.forEach((look) => look());
    });
  });
  await started;
  const raised = (about = '') => calls.filter(({ member, said }) => member === 'Notify' && said.slice(2).join('\n').includes(about));
  return {
    calls,
    raised,
    until: (count, about) =>
      new Promise((resolve) => {
        const look = () => {
          const found = raised(about)[count - 1];
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
