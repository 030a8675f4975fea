import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child } from './children.ts';
import type { NotificationDaemon } from './notification-daemon.ts';
import { startDesktop, startServer } from './virtual-desktop.ts';

export type Display = {
  /** The environment for whatever is to appear on this display. */
  env: NodeJS.ProcessEnv;
  /** Whether the display was started here, and nobody sees it. */
  virtual: boolean;
  stop(): Promise<void>;
};

export type DisplayOptions = {
  env?: NodeJS.ProcessEnv;
  /** Starts a display of our own even where the host has one: tests must not click on a person's. */
  own?: boolean;
  /** What answers on org.freedesktop.Notifications. */
  notifications?: NotificationDaemon;
};

/** Whether a window has nowhere to appear on this host unless a display is started for it. */
export function isHeadless(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'];
}

/** The host's display as it is, or else a virtual one with a session bus, windows and notifications. */
export async function ensureDisplay({
  env = process.env,
  own = false,
  notifications = 'xfce4-notifyd',
}: DisplayOptions = {}): Promise<Display> {
  if (isHeadless(env) || (own && process.platform === 'linux')) {
    return startVirtualDisplay(env, notifications);
  }
  return { env, virtual: false, stop: () => Promise.resolve() };
}

/** Runs `work` with a display, and ends the display when it was started for it. */
export async function withDisplay<T>(work: (env: NodeJS.ProcessEnv) => Promise<T>, options: DisplayOptions = {}): Promise<T> {
  const display = await ensureDisplay(options);
  try {
    return await work(display.env);
  } finally {
    await display.stop();
  }
}

async function startVirtualDisplay(hostEnv: NodeJS.ProcessEnv, notifications: NotificationDaemon): Promise<Display> {
  const folder = await mkdtemp(join(tmpdir(), 'watchbell-display-'));
  const clean = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clean);
  const children: Child[] = [];
  const stop = async (): Promise<void> => {
    for (const child of children.toReversed()) {
      await child.stop();
    }
    process.off('exit', clean);
    clean();
  };
  try {
    const runtime = join(folder, 'runtime');
    await mkdir(runtime, { mode: 0o700 });
    const { WAYLAND_DISPLAY: _, ...rest } = hostEnv;
    const env: NodeJS.ProcessEnv = {
      ...rest,
      DISPLAY: await startServer(children),
      XDG_SESSION_TYPE: 'x11',
      XDG_RUNTIME_DIR: runtime,
      XDG_CONFIG_HOME: join(folder, 'config'),
      // Where no accessibility bus answers, GTK programs would wait for it.
      NO_AT_BRIDGE: '1',
      GSETTINGS_BACKEND: 'memory',
    };
    const bus = await startDesktop({ folder, env, notifications, children });
    // The system's own bus says nothing about this desktop; on this one a test can play the system.
    const buses = { DBUS_SESSION_BUS_ADDRESS: bus, DBUS_SYSTEM_BUS_ADDRESS: bus };
    return { env: { ...env, ...buses }, virtual: true, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
