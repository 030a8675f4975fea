import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.ts';
import { buildPrograms } from './start/node-build.ts';

// `npm run bench NAME`: measures, prints, and never judges; speed on a busy machine proves nothing to a test.
const folder = join(repository, 'test/bench');
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.ts') && file !== 'measure.ts' ? [file.slice(0, -3)] : []));
const [name] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  process.stderr.write(`Say what to measure: npm run bench ${names.join(' | ')}\n`);
  process.exit(2);
}
await buildPrograms();
const { status } = spawnSync(process.execPath, [join(folder, `${name}.ts`)], { stdio: 'inherit' });
process.exit(status ?? 1);
