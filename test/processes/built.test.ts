import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { builtProgram } from '../../scripts/start/node-build.ts';
import { repository } from '../../scripts/repository.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { shop } from '../harness/shop.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const patiently = { timeout: 60_000, interval: 50 };
const relayFolder = dirname(builtProgram('relay/index'));

async function start(args: readonly string[]): Promise<RelayProcess> {
  const relay = await RelayProcess.start(join(temporaryFolder(), 'data'), args);
  onTestFinished(() => void relay.kill());
  return relay;
}

function ran(program: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'] } });
}

/** What the relay's sources find beside them as they run, by its path from relay/. */
function lookedFor(text: string): string[] {
  return [
    ...[...text.matchAll(/(?:relayModule|inWorker(?:<\w+>)?)\('([^']+)'/g)].map(([, path = '']) => `${path}.js`),
    ...[...text.matchAll(/relayFile\('([^']+)'\)/g)].map(([, path = '']) => path),
  ];
}

function sourcesIn(folder: string): { name: string; text: string }[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.ts$/.test(name))
    .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(join(repository, folder, name), 'utf8') }));
}

it('has beside it every thread, program and file that its sources look for', () => {
  const wanted = sourcesIn('relay').flatMap(({ text }) => lookedFor(text));
  expect(wanted).toEqual(expect.arrayContaining(['log/commit-worker.js', 'sample-workspace.yaml', '../main/terminal/index.js']));
  expect(wanted.length).toBeGreaterThan(5);
  expect(wanted.filter((path) => !existsSync(join(relayFolder, path)))).toEqual([]);
  expect(existsSync(join(relayFolder, lookedFor("inWorker<X>('log/forgotten-worker', 1)")[0] ?? ''))).toBe(false);
});

it('is made of sources that look for nothing beside themselves but by the one way that works in it', () => {
  const sources = ['relay', 'shared', 'main'].flatMap(sourcesIn);
  expect(sources.flatMap(({ name, text }) => (text.includes('import.meta') ? [name] : []))).toEqual(['relay/relay-file.ts']);
});

it('starts with the sample workspace, takes alerts and mail, inspects its log and takes a backup', async () => {
  const backups = join(temporaryFolder(), 'backups');
  const relay = await start(['--sample', '--mail-port', '0', '--backup-dir', backups, '--archive-after', '365d']);
  const alert = { event_action: 'trigger', payload: { summary: 'Disk full', source: 'db1', severity: 'info' } };
  expect((await relay.enqueue(alert)).status).toBe(202);
  expect(relay.mailPort).toBeGreaterThan(0);
  const health = async () => (await (await fetch(`${relay.url}/healthz`)).json()) as { log: string; backup: { lastGoodAt: string | null } };
  await expect.poll(async () => (await health()).log, patiently).toBe('sound');
  await expect.poll(async () => (await health()).backup.lastGoodAt, patiently).not.toBeNull();
  expect(await relay.kill('SIGTERM')).toBe(0);
  expect(relay.errors).toBe('');
});

it('needs nothing of the sources, and answers as the command line does', () => {
  const folder = temporaryFolder();
  cpSync(join(repository, 'out/node'), join(folder, 'out/node'), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const elsewhere = (program: string) => join(folder, 'out/node', program);
  expect(ran(elsewhere('relay/cli/index.js'), '--help')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining('Usage: watchbell'),
  });
  expect(ran(elsewhere('relay/index.js'), '--help')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining('--data DIR'),
  });
  expect(ran(elsewhere('relay/cli/index.js'), 'no-such-command')).toMatchObject({ status: 2 });
  // A control: what it does need is missed.
  rmSync(join(folder, 'node_modules'));
  expect(ran(elsewhere('relay/index.js'), '--help').status).not.toBe(0);
});

it('becomes the program that npm starts, with its arguments, its signals and its exit code', async () => {
  const run = join(repository, 'scripts/run.ts');
  const help = ran(run, 'relay/cli/index', 'trigger', '--help');
  expect(help).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('Usage: watchbell trigger') });
  expect(ran(run, 'relay/index', '--port', 'many', '--data', '/nowhere')).toMatchObject({ status: 2, stdout: '' });
  const data = join(temporaryFolder(), 'data');
  const child = spawn(process.execPath, [run, 'relay/index', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(JSON.parse(said.toString())).toMatchObject({ event: 'listening' });
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

it('knows the holidays of a country once it is asked for them', async () => {
  const file = join(temporaryFolder(), 'shop.yaml');
  const withHolidays = (holidays: string) =>
    writeFileSync(file, shop({ zone: 'Europe/Paris', holidays, steps: [{ notify: ['person:ana'], when: { holiday: false } }] }));
  withHolidays('XX');
  await expect(start(['--workspace', file])).rejects.toThrow(/ended with 2: .*"XX" is not a holiday calendar/s);
  withHolidays('FR');
  expect((await start(['--workspace', file])).url).toMatch(/^http/);
});
