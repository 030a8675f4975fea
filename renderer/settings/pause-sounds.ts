import { HOUR_MS } from '../../shared/time/instant.ts';
import { useClock } from '../stores/clock-store.ts';
import { command } from '../stores/commands.ts';

/** Pauses every sound but critical's for one hour. */
export function pauseSounds(): Promise<boolean> {
  return command('settings:set', { soundsPausedUntil: Math.round(useClock.getState().now + HOUR_MS) });
}
