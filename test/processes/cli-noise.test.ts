import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

  expect((await cli('explain', '1', '--person', 'ana')).text.match(/kept quiet/g)).toHaveLength(1);

  const ended = await cli('silence', 'end', silence.id, '--json');
  expect(JSON.parse(ended.text)).toEqual({ silence: silence.id, released: 0 });
  expect((await cli('silences')).text).toBe('Nothing is silenced.\n');
  expect((await cli('silence', 'end', silence.id)).code).toBe(1);
  expect((await cli('explain', '1')).text).toMatch(/kept quiet by the silence “Moving the disks” until/);
  expect((await cli('incidents', '--status', 'suppressed')).text).toBe('No incident is suppressed.\n');
  expect((await cli('maintenance')).text).toBe('There are no maintenance windows.\n');
});

it('[NSE23] ends a silence by its name, when only one has it, and says when one begins that is to come', async () => {
  const relay = await RelayProcess.start(temporaryFolder());
  onTestFinished(() => void relay.kill());
  const cli = async (...args: string[]) => {
    const { code, out, err } = await runCli(relay, ...args);
    return { code, text: `${out}${err}` };
  };
  const silence = ['silence', '--when', 'service=chekout', '--name', 'Moving the disks', '--for', '2h'];
  const made = await cli(...silence, '--from', '2099-01-05T02:00:00+01:00');
  expect(made.text).toMatch(/silenced from .+ until .+\nPages nobody when service is "chekout".+\nIt fits no incident/);
  expect(await cli('silence', 'end', 'moving the disks')).toEqual({ code: 0, text: 'Moving the disks: ended.\n' });
  await cli(...silence);
  await cli(...silence);
  expect(await cli('silence', 'end', 'Moving the disks')).toMatchObject({
    code: 2,
    text: expect.stringMatching(/^2 silences are called/) as string,
  });
});

it('what was made of the sample stays when the relay starts again', async () => {
  const data = temporaryFolder();
  const relay = await RelayProcess.start(data);
  onTestFinished(() => void relay.kill());
  const file = join(temporaryFolder(), 'rules.yaml');
  writeFileSync(
    file,
    `${readFileSync('relay/sample-workspace.yaml', 'utf8')}
routingRules:
  quiet: { name: Load tests page nobody, when: { field: source, contains: load }, set: { suppress: true } }
`,
  );
  expect((await runCli(relay, 'apply', file)).code).toBe(0);
  await relay.kill();
  const again = await RelayProcess.start(data);
  onTestFinished(() => void again.kill());
  expect((await runCli(again, 'rules')).out).toMatch(/Load tests page nobody/);
});
