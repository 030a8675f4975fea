import { readFileSync, writeFileSync } from 'node:fs';
import { between } from './random.ts';

/** Writes a copy of a file in which one to three bytes are others. */
export function flipped(file: string, to: string, random: () => number): void {
  const bytes = readFileSync(file);
  for (let left = between(random, 1, 3); left > 0; left -= 1) {
    const at = between(random, 0, bytes.length - 1);
    bytes.writeUInt8(bytes.readUInt8(at) ^ between(random, 1, 255), at);
  }
  writeFileSync(to, bytes);
}
