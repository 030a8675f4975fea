import { Worker } from 'node:worker_threads';
import { relayModule } from './relay-file.ts';

/** What a worker answers: what came of the task, or why nothing did. */
export type TaskAnswer<T> = { done: T } | { failed: string };

/** Does one task in a thread of its own, so that it never holds up the loop; `module` is named as relayModule takes it. */
export function inWorker<T>(module: string, workerData: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(relayModule(module), { workerData });
    worker.once('message', (answer: TaskAnswer<T>) => ('done' in answer ? resolve(answer.done) : reject(new Error(answer.failed))));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The worker ended without an answer.')));
  });
}
