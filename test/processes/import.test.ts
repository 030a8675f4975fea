import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../harness/cli-process.ts';
import { exportFolder, sourceNames } from '../harness/imports.ts';
import { RelayProcess } from '../harness/relay-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
let relay: RelayProcess;

beforeAll(async () => {
  relay = await RelayProcess.start(join(folder, 'data'), []);
});
afterAll(async () => {
  await relay.kill();
  rmSync(folder, { recursive: true, force: true });
});

it.each(sourceNames)('[IMP3] makes a file of %s that "apply" takes, and that changes nothing when it is applied again', async (source) => {
  const out = join(folder, `${source}.yaml`);
  const made = await runCli(relay, 'import', '--from', source, exportFolder(source), '--out', out);
  expect(made).toMatchObject({ code: 1, err: '' });
  expect(await runCli(relay, 'apply', out)).toMatchObject({ code: 0, err: '', out: expect.stringContaining(' applied.') as string });
  expect((await runCli(relay, 'apply', out)).out).toContain('nothing to change');
});
