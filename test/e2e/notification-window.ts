import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { click } from '../../scripts/host/screen.ts';

const execute = promisify(execFile);
const daemon = 'xfce4-notifyd';
/** More than all tests of one run raise. */
const mostEver = 200;

interface Geometry {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the notification daemon's newest window stands on the screen; waits until there is one. */
export async function notificationOnScreen(): Promise<Geometry> {
  // --sync makes xdotool itself wait for the window.
  const { stdout } = await execute('xdotool', ['search', '--sync', '--onlyvisible', '--class', daemon]);
  const id = stdout.trim().split('\n').at(-1) ?? '';
  const { stdout: shell } = await execute('xdotool', ['getwindowgeometry', '--shell', id]);
  const read = (name: string) => Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(shell)?.[1]);
  return { x: read('X'), y: read('Y'), width: read('WIDTH'), height: read('HEIGHT') };
}

/** How many windows of the notification daemon are on the screen. */
export async function notificationsOnScreen(): Promise<number> {
  // Where there is none, xdotool ends with 1.
  const found = await execute('xdotool', ['search', '--onlyvisible', '--class', daemon]).catch(() => ({ stdout: '' }));
  return found.stdout.split('\n').filter((line) => line !== '').length;
}

/** Takes away what apps that were killed have left on the screen; the daemon counts its notifications from 1. */
export async function closeNotifications(): Promise<void> {
  const [name, path] = ['org.freedesktop.Notifications', '/org/freedesktop/Notifications'];
  for (let id = 1; id <= mostEver; id += 1) {
    await execute('dbus-send', ['--session', '--type=method_call', `--dest=${name}`, path, `${name}.CloseNotification`, `uint32:${id}`]);
  }
}

/** Presses the left of the notification's buttons, Acknowledge, with the mouse: of three, or two where nothing can be escalated. */
export async function clickAcknowledge(buttons: 2 | 3 = 3): Promise<void> {
  const { x, y, width, height } = await notificationOnScreen();
  await click(process.env, Math.round(x + width / (2 * buttons)), y + height - 31);
}

/** Clicks the notification away: its upper part, beside the buttons, with the right mouse button. */
export async function dismissNotification(): Promise<void> {
  const { x, y } = await notificationOnScreen();
  await execute('xdotool', ['mousemove', '--sync', String(x + 20), String(y + 12), 'click', '3']);
}
