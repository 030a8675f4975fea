import { buildPrograms } from '../../scripts/start/node-build.ts';

/** Once for a run of tests that start relays or the command line: what they start is what is shipped. */
export async function setup(): Promise<void> {
  await buildPrograms();
}
