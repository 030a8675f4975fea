import { existsSync, watch } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { type Child, orDeath, startChild } from './children.ts';
import { type NotificationDaemon, startNotificationDaemon } from './notification-daemon.ts';

export type DesktopRequest = {
  /** Holds every file of this desktop; nothing of the host's own is read or written. */
  folder: string;
  env: NodeJS.ProcessEnv;
  notifications: NotificationDaemon;
  /** Receives what is started, in order, so that it is stopped even if a later part fails. */
  children: Child[];
};

/** Starts an X server on a number it picks itself, and answers with its name. */
export async function startServer(children: Child[]): Promise<string> {
  const screen = ['-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset'];
  const xvfb = startChild('Xvfb', 'Xvfb', ['-displayfd', '3', ...screen], { pipe: true });
  children.push(xvfb);
  return `:${await firstLine(xvfb)}`;
}

/** Starts a session bus, a window manager and a notification daemon; answers with the bus's address. */
export async function startDesktop({ folder, env, notifications, children }: DesktopRequest): Promise<string> {
  const own = { ...env, XDG_CACHE_HOME: join(folder, 'cache'), XDG_DATA_HOME: join(folder, 'data') };
  const address = await startBus(folder, own, children);
  const onBus = { ...own, DBUS_SESSION_BUS_ADDRESS: address };
  await Promise.all([startWindowManager(folder, onBus, children), startNotificationDaemon(notifications, address, onBus, children)]);
  return address;
}

async function startBus(folder: string, env: NodeJS.ProcessEnv, children: Child[]): Promise<string> {
  const config = join(folder, 'bus.conf');
  await writeFile(config, busConfig(`unix:path=${join(folder, 'runtime', 'bus')}`));
  const args = [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=3'];
  const bus = startChild('the session bus', 'dbus-daemon', args, { env, pipe: true });
  children.push(bus);
  return firstLine(bus);
}

/** A session bus that starts no services of the host: whoever is on it was started by us. */
export function busConfig(address: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}

async function startWindowManager(folder: string, env: NodeJS.ProcessEnv, children: Child[]): Promise<void> {
  const sign = 'windows-managed';
  const appeared = fileAppears(folder, sign);
  const args = ['--sm-disable', '--startup', `touch ${join(folder, sign)}`];
  const openbox = startChild('openbox', 'openbox', args, { env });
  children.push(openbox);
  await orDeath(openbox, appeared);
}

async function firstLine(child: Child): Promise<string> {
  const input = child.pipe;
  if (input === undefined) {
    throw new Error(`${child.name} has no pipe to answer on.`);
  }
  return orDeath(child, new Promise<string>((resolve) => createInterface({ input }).once('line', resolve)));
}

function fileAppears(folder: string, name: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, { persistent: false }, () => {
      if (existsSync(join(folder, name))) {
        watcher.close();
        resolve();
      }
    });
  });
}
