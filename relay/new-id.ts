import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const bytesAnId = 16;
/** Chance for many ids is fetched at once: fetched for each, it takes longer than all the rest of making one. */
const chance = new Uint8Array(bytesAnId * 256);
let used = chance.length;
let last = { msecs: 0, seq: 0 };

/** A UUIDv7, later in order than the one before. */
export function newId(): string {
  if (used === chance.length) {
    randomFillSync(chance);
    used = 0;
  }
  const random = chance.subarray(used, used + bytesAnId);
  used += bytesAnId;
  last = after(last, Date.now(), random);
  return v7({ random, ...last });
}

const seqs = 2 ** 32;

/** The moment and the count within it: a new moment begins somewhere in the lower half, so that there is room to count. */
function after({ msecs, seq }: typeof last, now: number, random: Uint8Array): typeof last {
  if (now > msecs) {
    return { msecs: now, seq: new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1 };
  }
  return seq + 1 < seqs ? { msecs, seq: seq + 1 } : { msecs: msecs + 1, seq: 0 };
}
