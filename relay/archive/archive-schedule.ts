import type { Clock } from '../../shared/time/clock.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { Recurring } from '../recurring.ts';
import type { MadeSegment } from './archive-worker.ts';
import type { ArchiveRequest } from './make-segment.ts';
import type { Segment } from './segment.ts';

/** What archiving as time goes on runs on. */
export interface ArchiveEdges {
  /** Entries older than this go into segments. */
  afterMs: number;
  clock: Clock;
  /** Writes and proves the next segment, off the event loop. */
  make(request: ArchiveRequest): Promise<MadeSegment>;
  /** Lets the text of a segment's entries go from the database. */
  letGo(segment: Segment): Promise<void>;
  onTrouble(message: string, error: unknown): void;
}

/** Once a day every full segment of old entries is archived, one after the other; what is cut short is gone on with the next time. */
export function scheduleArchiving({ afterMs, clock, make, letGo, onTrouble }: ArchiveEdges): Recurring {
  return new Recurring({
    clock,
    everyMs: DAY_MS,
    async run(now) {
      for (;;) {
        const segment = await make({ before: now - afterMs, full: true });
        if (!segment) {
          return;
        }
        await letGo(segment);
      }
    },
    onFailure: (error) =>
      onTrouble('Old entries could not be archived; they stay in the database, and it is tried again within five minutes.', error),
  });
}
