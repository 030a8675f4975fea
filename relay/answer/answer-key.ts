import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readPrivateJson, writePrivateJson } from '../access/private-file.ts';

/** The file of the key answers are signed with in a relay's data folder. */
export const answerKeyFile = 'answer-key.json';

const Kept = z.strictObject({ key: z.string().regex(/^[0-9a-f]{64}$/) });

/** The key answer links are signed with; made at the first start, readable by the relay's owner only. */
export function answerKey(folder: string, onTrouble: (message: string, error: unknown) => void): Buffer {
  const file = join(folder, answerKeyFile);
  const kept = readPrivateJson(file);
  if (kept !== undefined) {
    const parsed = Kept.safeParse(kept);
    if (!parsed.success) {
      throw new Error(`${file} is damaged. Restore it from a backup, or delete it: then links already sent are not known any more.`);
    }
    return Buffer.from(parsed.data.key, 'hex');
  }
  const key = randomBytes(32);
  try {
    writePrivateJson(file, { key: key.toString('hex') });
  } catch (error) {
    // A relay starting on a full disk still escalates what is open; its links hold until it starts again.
    onTrouble('The key of answer links could not be written down; links sent now are good until the relay starts again.', error);
  }
  return key;
}
