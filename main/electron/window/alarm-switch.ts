import type { Desk } from '../../../shared/bridge/desk.ts';
import type { Clock } from '../../../shared/time/clock.ts';

/** How long the alarm window stays after the last page was answered, to say so. */
export const lingerMs = 1200;

/** Whether something rings for this person that may wake them. */
export function ringsAlarm(desk: Desk): boolean {
  return desk.queue.some(({ ringing, alarm }) => ringing === 'me' && alarm);
}

/** Opens and closes the alarm as its desk rings and falls silent. */
export class AlarmSwitch {
  readonly #timers: Pick<Clock, 'after'>;
  readonly #alarm: { open(): void; close(): void };
  #cancelClose: (() => void) | undefined;
  #rings = false;

  constructor(alarm: { open(): void; close(): void }, timers: Pick<Clock, 'after'>) {
    this.#alarm = alarm;
    this.#timers = timers;
  }

  /** Takes in whether it rings now. */
  update(rings: boolean): void {
    if (rings === this.#rings) {
      return;
    }
    this.#rings = rings;
    this.#cancelClose?.();
    this.#cancelClose = undefined;
    if (rings) {
      this.#alarm.open();
    } else {
      this.#cancelClose = this.#timers.after(lingerMs, () => this.#alarm.close());
    }
  }
}
