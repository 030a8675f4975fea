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
export function scheduleInspections({ file, clock, inspect, onTrouble }: InspectionEdges): Recurring {
  return new Recurring({
    clock,
    everyMs: DAY_MS,
    async run() {
      const { damage } = await inspect(file);
      if (damage !== undefined) {
        throw new DamagedLog(file, damage);
      }
    },
    onFailure: (error) => onTrouble('The inspection of the log failed.', error),
  });
}
