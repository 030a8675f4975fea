import { expect, it, onTestFinished } from 'vitest';
import { runCli } from '../harness/cli-process.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

it('[NSE23] silences, lists what is kept quiet and by what, lets one ring, and ends the silence', async () => {
  const relay = await RelayProcess.start(temporaryFolder());
  onTestFinished(() => void relay.kill());
  const cli = async (...args: string[]) => {
    const { code, out, err } = await runCli(relay, ...args);
    return { code, text: `${out}${err}` };
  };
  const made = await cli('silence', '--when', 'service=checkout', '--name', 'Moving the disks', '--for', '2h', '--json');
  const { silence } = JSON.parse(made.text) as { silence: { id: string } };
  await relay.enqueue({
    event_action: 'trigger',
    dedup_key: 'disk',
    payload: { summary: 'Disk full', source: 'db1', severity: 'critical' },
  });

  expect((await cli('silences')).text).toMatch(/active +Moving the disks .+ 1\s*$/m);
  expect((await cli('incidents')).text).toMatch(/^No open incidents/);
  expect((await cli('incidents', '--status', 'suppressed')).text).toMatch(
    /Disk full .+ pages nobody: silence “Moving the disks” +may ring in/,
  );
  expect((await cli('explain', '1', '--person', 'ana')).text).toMatch(
    /kept quiet by the silence “Moving the disks”, until .+; nobody is paged/,
  );
  expect(await cli('unsuppress', '1')).toMatchObject({ code: 0, text: expect.stringMatching(/it rings/) as string });
  expect((await cli('incidents')).text).toMatch(/triggered/);

  const ended = await cli('silence', 'end', silence.id, '--json');
  expect(JSON.parse(ended.text)).toEqual({ silence: silence.id, released: 0 });
  expect((await cli('silences')).text).toBe('Nothing is silenced.\n');
  expect((await cli('silence', 'end', silence.id)).code).toBe(1);
  expect((await cli('maintenance')).text).toBe('There are no maintenance windows.\n');
});
