import { powerMonitor } from 'electron';

/** What the system tells about the computer being used. */
export type PowerEvent = 'suspend' | 'resume' | 'lock' | 'unlock';

/** Calls back when the computer goes to sleep or wakes, and when its screen is locked or unlocked; needs a ready app. */
export function subscribePower(listener: (event: PowerEvent) => void): () => void {
  const events = [
    ['suspend', () => listener('suspend')],
    ['resume', () => listener('resume')],
    ['lock-screen', () => listener('lock')],
    ['unlock-screen', () => listener('unlock')],
  ] as const;
  for (const [name, tell] of events) {
    powerMonitor.on(name as 'suspend', tell);
  }
  return () => {
    for (const [name, tell] of events) {
      powerMonitor.off(name as 'suspend', tell);
    }
  };
}
