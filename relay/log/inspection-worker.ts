import { parentPort, workerData } from 'node:worker_threads';
import type { TaskAnswer } from '../worker-task.ts';
import { inspectLog, type Inspected } from './inspect-log.ts';

const answer = (given: TaskAnswer<Inspected>) => parentPort?.postMessage(given);

try {
  answer({ done: inspectLog((workerData as { file: string }).file) });
} catch (error) {
  answer({ failed: error instanceof Error ? error.message : String(error) });
}
