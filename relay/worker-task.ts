import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a worker answers: what came of the task, or why nothing did. */
export type TaskAnswer<T> = { done: T } | { failed: string };

/**
 * Does one task in a thread of its own, so that it never holds up the loop. `module` is named without extension beside the caller:
 * .ts from the sources, .js once built.
 */
export function inWorker<T>(module: string, importer: string, workerData: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`${module}${extname(importer)}`, importer), { workerData });
    worker.once('message', (answer: TaskAnswer<T>) => ('done' in answer ? resolve(answer.done) : reject(new Error(answer.failed))));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The worker ended without an answer.')));
  });
}
