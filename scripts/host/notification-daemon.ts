import type { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Message, sessionBus } from '@jellybrick/dbus-next';
import { type Child, orDeath, startChild } from './children.ts';

const hostServices = '/usr/share/dbus-1/services';

// Xfce's is the one whose two buttons a real mouse click can press; its settings daemon comes first.
const services = [
  { name: 'org.xfce.Xfconf', file: 'org.xfce.Xfconf.service' },
  { name: 'org.freedesktop.Notifications', file: 'org.xfce.xfce4-notifyd.Notifications.service' },
];

/** Starts Xfce's notification daemon on a session bus, and answers when it takes notifications. */
export async function startNotificationDaemon(
  busAddress: string,
  env: NodeJS.ProcessEnv,
  children: Child[],
): Promise<void> {
  await writeSettings(env['XDG_CONFIG_HOME'] ?? '');
  for (const { name, file } of services) {
    const program = programOf(join(hostServices, file));
    const appeared = await nameAppears(busAddress, name);
    const child = startChild(name, program, [], { env });
    children.push(child);
    try {
      await orDeath(child, appeared.promise);
    } finally {
      appeared.stop();
    }
  }
}

/** The program that a D-Bus service file starts; distributions keep it in different places. */
export function programOf(serviceFile: string): string {
  const program = existsSync(serviceFile)
    ? /^Exec=(\S+)/m.exec(readFileSync(serviceFile, 'utf8'))?.[1]
    : undefined;
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
async function writeSettings(configHome: string): Promise<void> {
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
