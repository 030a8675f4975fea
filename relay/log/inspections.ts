import type { Clock } from '../../shared/time/clock.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { Recurring } from '../recurring.ts';
import { DamagedLog } from './damage.ts';
import type { Inspected } from './inspect-log.ts';

/** What inspections run on. */
export interface InspectionEdges {
  file: string;
  clock: Clock;
  /** Inspects the log once, off the event loop. */
  inspect(file: string): Promise<Inspected>;
  onTrouble(message: string, error: unknown): void;
}

/** The whole log inspected after every start and every day; a relay that finds damage goes on paging and says so wherever it is asked. */
export class Inspections {
  readonly #recurring: Recurring;
  #isDamaged = false;

  constructor({ file, clock, inspect, onTrouble }: InspectionEdges) {
    this.#recurring = new Recurring({
      clock,
      everyMs: DAY_MS,
      run: async () => {
        const { damage } = await inspect(file);
        this.#isDamaged = damage !== undefined;
        if (damage !== undefined) {
          onTrouble('The inspection found the log damaged. Alerts are taken and people paged all the same.', new DamagedLog(file, damage));
        }
      },
      onFailure: (error) => onTrouble('The log could not be inspected; it is tried again within five minutes.', error),
    });
  }

  /** What the last inspection came to. */
  get found(): 'not inspected yet' | 'sound' | 'damaged' {
    if (this.#isDamaged) {
      return 'damaged';
    }
    return this.#recurring.lastGoodAt === undefined ? 'not inspected yet' : 'sound';
  }

  start(): void {
    this.#recurring.start();
  }

  stop(): void {
    this.#recurring.stop();
  }
}
