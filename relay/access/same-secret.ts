import { hash, timingSafeEqual } from 'node:crypto';

/** Whether two secrets are the same, in a time that tells nothing of where or how they differ. */
export function isSameSecret(given: string, kept: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', kept, 'buffer'));
}
