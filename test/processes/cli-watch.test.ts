import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { builtProgram } from '../../scripts/start/node-build.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const entry = builtProgram('relay/cli/index');

// A warm cache halves the start of every process.
const cache = mkdtempSync(join(tmpdir(), 'watchbell-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** A workspace whose pages repeat as quickly as a workspace may ask for. */
const impatient = `
organisation: { name: Shop }
people: { ana: { name: Ana Lima }, bo: { name: Bo Svensson } }
policies:
  all: { name: All, steps: [{ notify: [person:ana], acknowledgeWithin: 10m, repeatEvery: 5s }] }
services: { checkout: { name: Checkout, policy: all } }
integrations: { monitoring: { name: Monitor, service: checkout } }
`;

/** A watch in the terminal in a process of its own, driven by lines. */
class WatchProcess {
  readonly lines: string[] = [];
  errors = '';
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #waiting = new Set<() => void>();

  constructor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [entry, 'watch', ...args], {
      env: { PATH: process.env['PATH'], TZ: 'UTC', LANG: 'C', NODE_COMPILE_CACHE: cache, ...env },
      stdio: 'pipe',
    });
    this.#child = child;
    child.stderr.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.lines.push(line);
      this.#waiting.forEach((look) => look());
    });
    this.exited = new Promise((resolve) => child.once('close', (code) => resolve(code)));
    onTestFinished(async () => void (await this.end()));
  }

  type(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  /** The first line that fits, said after what was said when it was last asked for; rejects when the watch ends without it. */
  until(fits: RegExp, from = 0): Promise<string> {
    const found = new Promise<string>((resolve) => {
      const look = () => {
        const line = this.lines.slice(from).find((each) => fits.test(each));
        if (line !== undefined) {
          this.#waiting.delete(look);
          resolve(line);
        }
      };
      this.#waiting.add(look);
      look();
    });
    const ended = this.exited.then((code) => {
      throw new Error(`The watch ended with ${code} before it said ${fits}:\n${this.lines.join('\n')}\n${this.errors}`);
    });
    return Promise.race([found, ended]);
  }

  end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#child.kill(signal);
    return this.exited;
  }
}

async function startRelay(): Promise<RelayProcess> {
  const folder = temporaryFolder();
  const file = join(folder, 'workspace.yaml');
  writeFileSync(file, impatient);
  const relay = await RelayProcess.start(join(folder, 'relay'), ['--workspace', file]);
  onTestFinished(async () => void (await relay.kill()));
  return relay;
}

const disk = { event_action: 'trigger', dedup_key: 'disk', payload: { summary: 'Disk full', source: 'db1', severity: 'critical' } };
const pairing = (relay: RelayProcess, data: string) => [
  '--relay',
  relay.url,
  '--as',
  'Ana Lima',
  '--pair-code',
  relay.credentials.pairing.code,
  '--data',
  data,
];
const incident = async (relay: RelayProcess) =>
  ((await relay.api('/v1/incidents/1')).body as { incident: Record<string, unknown> }).incident;

describe('watchbell watch', () => {
  it('pages in the terminal after an alert, and "ack 1" acknowledges at the relay', async () => {
    const relay = await startRelay();
    const watch = new WatchProcess(pairing(relay, join(temporaryFolder(), 'watch')));
    await watch.until(/Connected to http/);
    await relay.enqueue(disk);
    expect(await watch.until(/PAGE/)).toMatch(/^\d\d:\d\d PAGE #1 Critical: Checkout\. Disk full\. .* at \d\d:\d\d\.$/);
    watch.type('ack 1');
    await watch.until(/#1 Disk full: the relay has confirmed it\./);
    expect(await incident(relay)).toMatchObject({ status: 'acknowledged', acknowledgedBy: { id: 'ana' } });
    watch.type('n 1 looking at it');
    await watch.until(/Note added to #1/);
    watch.type('l');
    await watch.until(/^#1 Disk full \(Critical, Checkout, held by Ana Lima\)/);
    watch.type('r 1');
    await watch.until(/#1 resolved/);
    watch.type('q');
    expect(await watch.exited).toBe(0);
    expect(watch.lines.at(-1)).toContain('nothing rings here any more');
  });

  it('goes on paging when the relay is killed, takes the answer, and delivers it when both are back', async () => {
    const relay = await startRelay();
    const data = join(temporaryFolder(), 'watch');
    const watch = new WatchProcess(pairing(relay, data));
    await watch.until(/Connected to http/);
    await relay.enqueue(disk);
    await watch.until(/PAGE/);
    await relay.kill();
    await watch.until(/Cut off from the relay: .*Paging goes on/);
    const cutOff = watch.lines.length;
    await watch.until(/PAGE #1 .*\(page \d+\)/, cutOff);
    watch.type('a');
    await watch.until(/#1 acknowledged\. The relay hears of it when it is back\./);
    expect(await watch.end()).toBe(0);
    const again = await RelayProcess.start(relay.data, [], relay.port);
    onTestFinished(async () => void (await again.kill()));
    const later = new WatchProcess(['--data', data]);
    await later.until(/#1 Disk full: the relay has confirmed it\./);
    expect(await incident(again)).toMatchObject({ status: 'acknowledged', acknowledgedBy: { id: 'ana' } });
  });

  it('ends cleanly when told to, keeps its pairing, and leaves a copy of the log that verifies', async () => {
    const relay = await startRelay();
    const data = join(temporaryFolder(), 'watch');
    const first = new WatchProcess(pairing(relay, data));
    await first.until(/Connected/);
    const second = new WatchProcess(['--data', data]);
    expect(await second.exited).toBe(1);
    expect(second.errors).toMatch(/^Another watch uses .*\.\nEnd it first, .*--data DIR\.\n$/);
    expect(await first.end('SIGTERM')).toBe(0);
    const later = new WatchProcess(['--data', data, '--as', 'ana lima', '--json']);
    await later.until(/"event":"connection".*"state":"online"/);
    expect(later.lines.map((line) => (JSON.parse(line) as { event: string }).event)).toContain('watching');
    expect(await later.end('SIGINT')).toBe(0);
    const audit = spawn(process.execPath, [entry, 'audit', 'verify', '--data', data], { stdio: 'ignore' });
    expect(await new Promise((resolve) => audit.once('close', resolve))).toBe(0);
    const wrongPerson = new WatchProcess(['--data', data, '--as', 'bo']);
    expect(await wrongPerson.exited).toBe(2);
    expect(wrongPerson.errors).toContain('is paired for ana, not for bo.');
  });

  it('says how to pair where it is not, and what is wrong with a code or a name', async () => {
    const relay = await startRelay();
    const data = join(temporaryFolder(), 'watch');
    const unpaired = new WatchProcess(['--data', data]);
    expect(await unpaired.exited).toBe(2);
    expect(unpaired.errors).toMatch(/is not paired with a relay yet\.\nGive .*--as PERSON --pair-code CODE\..*watchbell pair\n$/);
    const [wrongCode, nobody] = [
      new WatchProcess(['--relay', relay.url, '--as', 'ana', '--pair-code', 'WRONG', '--data', join(data, '1')]),
      new WatchProcess([
        '--relay',
        relay.url,
        '--as',
        'zoe',
        '--pair-code',
        relay.credentials.pairing.code,
        '--data',
        join(data, '2'),
        '--json',
      ]),
    ];
    expect([await wrongCode.exited, await nobody.exited]).toEqual([1, 1]);
    expect(wrongCode.errors).toContain('The pairing code is wrong');
    expect(JSON.parse(nobody.lines[0] ?? '')).toMatchObject({
      event: 'error',
      error: expect.stringContaining('Nobody here is called "zoe"') as string,
    });
  });

  it('asks for a pairing code itself where the operator’s token is at hand', async () => {
    const relay = await startRelay();
    const data = join(temporaryFolder(), 'watch');
    const watch = new WatchProcess(['--as', 'bo', '--data', data], { WATCHBELL_RELAY: relay.url, WATCHBELL_DATA: relay.data });
    expect(await watch.until(/On call|Connected/)).toContain(`Connected to ${relay.url}`);
  });

  it('speaks French where the system does', async () => {
    const relay = await startRelay();
    const watch = new WatchProcess(pairing(relay, join(temporaryFolder(), 'watch')), { LANG: 'fr_FR.UTF-8' });
    await watch.until(/Connecté à http/);
    await relay.enqueue(disk);
    expect(await watch.until(/APPEL/)).toMatch(/APPEL #1 Critique\u00A0: Checkout\. Disk full\./);
  });
});
