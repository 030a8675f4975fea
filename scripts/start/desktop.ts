import { mkdir } from 'node:fs/promises';
import { type Child, orDeath, startChild } from '../host/children.ts';
import type { Display } from '../host/display.ts';
import type { Say } from '../host/progress.ts';
import { repository } from '../repository.ts';
import type { Relay } from './relay.ts';
import { eventName, tellStory } from './story.ts';

export const desktopName = 'The desktop app';

const windowLimitMs = 60_000;
const signsOfLife = new Set(['ready', 'story']);

export type DesktopRequest = {
  electron: string;
  display: Display;
  relay: Pick<Relay, 'url' | 'credentials'>;
  data: string;
  tell: Say;
};

/** Starts the desktop app on this folder's build, paired to the relay as Ana. */
export async function startDesktopApp(request: DesktopRequest): Promise<Child> {
  await mkdir(request.data, { recursive: true });
  let ready: () => void;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const switches = desktopArguments({
    data: request.data,
    url: request.relay.url,
    code: request.relay.credentials.pairing.code,
    isRoot: process.getuid?.() === 0,
    isVirtual: request.display.virtual,
  });
  const child = startChild(desktopName, request.electron, switches, {
    cwd: repository,
    env: request.display.env,
    onLine: (line) => {
      if (signsOfLife.has(eventName(line) ?? '')) {
        ready();
      }
      tellStory(line, request.tell);
    },
  });
  await orDeath(child, isReady, windowLimitMs);
  return child;
}

/** The command line of the app; Chromium's own switches come before the app's folder. */
export function desktopArguments(wish: { data: string; url: string; code: string; isRoot: boolean; isVirtual: boolean }): string[] {
  return [
    // Chromium refuses its sandbox to root, and says so by not starting.
    ...(wish.isRoot ? ['--no-sandbox'] : []),
    ...(wish.isVirtual ? ['--disable-gpu'] : []),
    repository,
    `--data=${wish.data}`,
    `--pair=${wish.url}`,
    `--code=${wish.code}`,
    '--as=ana',
  ];
}
