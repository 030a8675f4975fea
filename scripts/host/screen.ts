import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Takes a picture of the whole screen. */
export async function screenshot(env: NodeJS.ProcessEnv, file: string): Promise<void> {
  await execute('maim', [file], { env });
}

/** Moves the mouse there and presses its left button, as a person would. */
export async function click(env: NodeJS.ProcessEnv, x: number, y: number): Promise<void> {
  // From elsewhere: to a place where the mouse is already, --sync would wait 15 s for it to move.
  await execute('xdotool', ['mousemove', '0', '0', 'mousemove', '--sync', String(x), String(y), 'click', '1'], { env });
}
