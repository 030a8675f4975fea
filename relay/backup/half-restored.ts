import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { restoringFolder } from './backup-files.ts';

/** Keeps a relay from starting, with an empty log, on a folder whose restore was cut short. */
export function refuseHalfRestored(data: string): void {
  if (existsSync(join(data, restoringFolder))) {
    throw new Error(`A restore of ${data} was cut short. Run it again: watchbell restore BACKUP --data ${data}`);
  }
}
