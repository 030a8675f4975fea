import type { Event } from '../../../shared/log/envelope.ts';

/** Numbers of a device that no entry has: what it wrote under them is not in the log. */
export interface MissingNumbers {
  device: string;
  count: number;
  first: number;
}

interface Count {
  /** Every number up to here is in the log. */
  upTo: number;
  beyond: Set<number>;
}

/**
 * Every device numbers what it writes without a hole, so a command that was held back shows as a number nobody used.
 * A number used for a command that was refused is in the log as the refusal.
 */
export class DeviceCounts {
  readonly #counts = new Map<string, Count>();

  take({ type, verdict, actor, device, deviceSeq, entity, body }: Event): void {
    this.#note(device, deviceSeq);
    if (type === 'device.command-refused' && verdict === 'applied' && actor.kind === 'engine') {
      this.#note(entity.id, Number(body['deviceSeq']));
    }
  }

  missing(): MissingNumbers[] {
    return [...this.#counts].flatMap(([device, { upTo, beyond }]) => {
      const highest = Math.max(upTo, ...beyond);
      return beyond.size === 0 ? [] : [{ device, first: upTo + 1, count: highest - upTo - beyond.size }];
    });
  }

  #note(device: string, number: number): void {
    const count = this.#counts.get(device) ?? { upTo: 0, beyond: new Set() };
    this.#counts.set(device, count);
    if (number > count.upTo) {
      count.beyond.add(number);
    }
    while (count.beyond.delete(count.upTo + 1)) {
      count.upTo += 1;
    }
  }
}
