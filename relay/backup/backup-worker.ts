import { parentPort, workerData } from 'node:worker_threads';
import type { TaskAnswer } from '../worker-task.ts';
import { takeBackup, type BackupRequest } from './take-backup.ts';
import type { Manifest } from './verify-backup.ts';

const answer = (given: TaskAnswer<Manifest>) => parentPort?.postMessage(given);

try {
  answer({ done: takeBackup(workerData as BackupRequest) });
} catch (error) {
  answer({ failed: error instanceof Error ? error.message : String(error) });
}
