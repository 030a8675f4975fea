import type { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Message, sessionBus } from '@jellybrick/dbus-next';
import { type Child, orDeath, startChild } from './children.ts';

const hostServices = '/usr/share/dbus-1/services';

export type NotificationDaemon = 'xfce4-notifyd' | 'dunst' | 'none';

const notifications = 'org.freedesktop.Notifications';

/**
 * Starts a notification daemon on a session bus, and answers when it takes notifications. Xfce's
 * shows actions as buttons that a real mouse click can press; dunst has one action, on the bubble.
 */
export async function startNotificationDaemon(
  kind: NotificationDaemon,
  busAddress: string,
  env: NodeJS.ProcessEnv,
  children: Child[],
): Promise<void> {
  const start = (name: string, program: string, args: string[]): Promise<void> =>
    startOwner(busAddress, name, () => {
      const child = startChild(program, program, args, { env });
      children.push(child);
      return child;
    });
  const configHome = env['XDG_CONFIG_HOME'] ?? '';
  if (kind === 'dunst') {
    await start(notifications, 'dunst', ['-config', await writeDunstSettings(configHome)]);
  }
  if (kind === 'xfce4-notifyd') {
    await writeXfceSettings(configHome);
    await start('org.xfce.Xfconf', programOf(join(hostServices, 'org.xfce.Xfconf.service')), []);
    await start(notifications, programOf(join(hostServices, 'org.xfce.xfce4-notifyd.Notifications.service')), []);
  }
}

async function startOwner(busAddress: string, name: string, begin: () => Child): Promise<void> {
  const appeared = await nameAppears(busAddress, name);
  try {
    await orDeath(begin(), appeared.promise);
  } finally {
    appeared.stop();
  }
}

/** The program that a D-Bus service file starts; distributions keep it in different places. */
export function programOf(serviceFile: string): string {
  const program = existsSync(serviceFile) ? /^Exec=(\S+)/m.exec(readFileSync(serviceFile, 'utf8'))?.[1] : undefined;
  if (program === undefined) {
    throw new Error(`${serviceFile} names no program. Install xfce4-notifyd.`);
  }
  return program;
}

/** Listens for a name to be taken on the bus; asked for before its owner is started, so nothing is missed. */
async function nameAppears(busAddress: string, name: string): Promise<{ promise: Promise<void>; stop(): void }> {
  const bus = sessionBus({ busAddress });
  const promise = new Promise<void>((resolve, reject) => {
    // The library emits this event and does not declare it; unheard, it would end the process.
    (bus as EventEmitter).on('error', reject);
    bus.on('message', (message: Message) => {
      if (message.member === 'NameOwnerChanged' && message.body[0] === name && message.body[2] !== '') {
        resolve();
      }
    });
  });
  promise.catch(() => undefined);
  await bus.call(
    new Message({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'AddMatch',
      signature: 's',
      body: [`type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${name}'`],
    }),
  );
  return { promise, stop: () => bus.disconnect() };
}

/** Bubbles at the top right that appear at once and stay whole, so that a click finds them. */
async function writeXfceSettings(configHome: string): Promise<void> {
  const folder = join(configHome, 'xfce4', 'xfconf', 'xfce-perchannel-xml');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'xfce4-notifyd.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="notify-location" type="uint" value="2"/>
  <property name="initial-opacity" type="double" value="1.0"/>
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="do-slideout" type="bool" value="false"/>
  <property name="notification-log" type="bool" value="false"/>
</channel>
`,
  );
}

/** A left click does what it does everywhere else; out of the box dunst only closes the bubble. */
async function writeDunstSettings(configHome: string): Promise<string> {
  const file = join(configHome, 'dunstrc');
  await mkdir(configHome, { recursive: true });
  await writeFile(
    file,
    `[global]
origin = top-right
offset = 16x16
width = 344
mouse_left_click = do_action, close_current
mouse_right_click = close_current
`,
  );
  return file;
}
