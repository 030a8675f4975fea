import { canonicalJson } from './canonical.ts';
import { sha256Hex } from './chain.ts';

/**
 * A UUIDv8 (RFC 9562) derived from a value: the first 128 bits of the SHA-256 of its canonical JSON.
 * Two engines that mean the same thing give it the same id, so writing it twice is writing it once.
 */
export function derivedId(value: unknown): string {
  const hex = sha256Hex(canonicalJson(value)).slice(0, 32);
  const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
