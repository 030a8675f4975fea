// `npm run relay` and `npm run watchbell`: builds what is not built yet, and becomes it.
import { pathToFileURL } from 'node:url';
import { buildPrograms, builtProgram, type NodeProgram, startOf } from './start/node-build.ts';

const [name, ...args] = process.argv.slice(2);
const program = name as NodeProgram;
const file = builtProgram(program);
try {
  // What the program itself says is all that stands on its output.
  await buildPrograms((line) => void process.stderr.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
if (process.execve && process.platform !== 'win32') {
  // The same process, so that signals and the exit code are the program's own, and nothing of what built it stays in memory.
  const { flags, env } = startOf(program);
  process.execve(process.execPath, [process.execPath, ...flags, ...process.execArgv, file, ...args], env);
}
process.argv.splice(1, process.argv.length, file, ...args);
await import(pathToFileURL(file).href);
