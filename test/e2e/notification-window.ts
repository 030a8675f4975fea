import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { click } from '../../scripts/host/screen.ts';

const execute = promisify(execFile);
const daemon = 'xfce4-notifyd';

interface Geometry {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The notification daemon's windows on the screen, the newest last; waits until there is one. */
export async function notificationWindows(): Promise<string[]> {
  // --sync makes xdotool itself wait for the window.
  const { stdout } = await execute('xdotool', ['search', '--sync', '--onlyvisible', '--class', daemon]);
  return stdout.trim().split('\n');
}

/** Where the newest of them stands. */
export async function notificationOnScreen(): Promise<Geometry> {
  const id = (await notificationWindows()).at(-1) ?? '';
  const { stdout: shell } = await execute('xdotool', ['getwindowgeometry', '--shell', id]);
  const read = (name: string) => Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(shell)?.[1]);
  return { x: read('X'), y: read('Y'), width: read('WIDTH'), height: read('HEIGHT') };
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
