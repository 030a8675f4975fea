import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { elapsed, say } from './host/progress.ts';
import { repository } from './repository.ts';

type Check = { name: string; command: string; args: string[]; fix?: string };

const shownLines = 300;

const checks: Check[] = [
  { name: 'types', command: 'tsc', args: ['-b', '--pretty'] },
  { name: 'lint', command: 'oxlint', args: ['--deny-warnings'] },
  { name: 'format', command: 'oxfmt', args: ['--check'], fix: 'npm run format' },
];

// Each tool uses both cores only for part of its run, so together they take hardly longer than the longest.
const results = await Promise.all(checks.map(run));
process.exitCode = results.every((ok) => ok) ? 0 : 1;

async function run({ name, command, args, fix }: Check): Promise<boolean> {
  const startedAt = performance.now();
  const { code, output } = await collect(command, args);
  const took = elapsed(performance.now() - startedAt);
  if (code === 0) {
    say(`${name}: ok (${took})`);
    return true;
  }
  const hint = fix === undefined ? '' : `\nTo mend it: ${fix}`;
  say(`${name}: FAILED (${took}, ${command} ended with ${code})\n${firstLines(output)}${hint}`);
  return false;
}

// A tool that looks in the wrong place can complain of every file it finds.
function firstLines(output: string): string {
  const lines = output.trimEnd().split('\n');
  const rest = lines.length - shownLines;
  return [...lines.slice(0, shownLines), ...(rest > 0 ? [`... and ${rest} more lines`] : [])].join('\n');
}

function collect(command: string, args: string[]): Promise<{ code: number | null; output: string }> {
  const windows = process.platform === 'win32';
  const program = join(repository, 'node_modules', '.bin', windows ? `${command}.cmd` : command);
  const child = spawn(program, args, { cwd: repository, shell: windows, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
