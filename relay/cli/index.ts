#!/usr/bin/env node
import { processIo } from './io.ts';
import { run } from './program.ts';

// Whoever reads our output may stop reading, as `head` does; that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

await run(processIo(), process.argv.slice(2));
