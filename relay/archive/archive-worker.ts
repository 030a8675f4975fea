import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { TaskAnswer } from '../worker-task.ts';
import { makeSegment, type ArchiveRequest } from './make-segment.ts';
import type { Segment } from './segment.ts';

/** The next segment of a log, or null when nothing is due. */
export type MadeSegment = Segment | null;

const answer = (given: TaskAnswer<MadeSegment>) => parentPort?.postMessage(given);

try {
  const { file, ...request } = workerData as ArchiveRequest & { file: string };
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.pragma('busy_timeout = 5000');
    answer({ done: makeSegment(db, request) ?? null });
  } finally {
    db.close();
  }
} catch (error) {
  answer({ failed: error instanceof Error ? error.message : String(error) });
}
