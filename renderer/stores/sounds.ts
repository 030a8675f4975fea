import { HOUR_MS } from '../../shared/time/instant.ts';
import { useClock } from './clock-store.ts';
import { command } from './commands.ts';
import { useDesk } from './desk-store.ts';

/** Whether sounds are paused now. The pause ends by this device's clock, not by the relay's. */
export function useSoundsPaused(): boolean {
  const until = useDesk((desk) => desk.soundsPausedUntil);
  return useClock(({ now, offsetMs }) => until !== undefined && until > now - offsetMs);
}

/** Pauses every sound but critical's for one hour. */
export function pauseSounds(): Promise<boolean> {
  return command('settings:set', { soundsPausedUntil: Date.now() + HOUR_MS });
}

/** Ends the pause. */
export function resumeSounds(): Promise<boolean> {
  return command('settings:set', { soundsPausedUntil: null });
}
