// `npm run build`: whatever is not built yet, or not from the sources as they are.
import { say } from './host/progress.ts';
import { buildApp } from './start/app-build.ts';
import { buildPrograms } from './start/node-build.ts';

try {
  await buildPrograms();
  await buildApp();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
