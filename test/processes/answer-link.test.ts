import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { signToken } from '../../relay/answer/answer-token.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const args = ['--sample', '--public-url', 'https://pages.example.org'];

interface Told {
  incident: { id: string; status: string; acknowledgedBy?: { id: string } };
  events: { type: string }[];
}

/** A relay with an incident that rings for Ana, and a link to it made with the key of its folder. */
async function ringing() {
  const folder = join(temporaryFolder(), 'data');
  const relays = [await RelayProcess.start(folder, args)];
  const present = () => relays.at(-1) ?? expect.fail('no relay');
  onTestFinished(async () => void (await present().kill()));
  const again = async () => {
    await present().kill();
    relays.push(await RelayProcess.start(folder, args));
  };
  await present().enqueue({
    event_action: 'trigger',
    dedup_key: 'd',
    payload: { summary: 'Disk full', source: 'db1', severity: 'critical' },
  });
  const incident = async () => {
    const { url, credentials } = present();
    const answer = await fetch(`${url}/v1/incidents/1`, { headers: { authorization: `Bearer ${credentials.adminToken}` } });
    return (await answer.json()) as Told;
  };
  const { key } = JSON.parse(readFileSync(join(folder, 'answer-key.json'), 'utf8')) as { key: string };
  const binding = { incident: (await incident()).incident.id, epoch: 1, person: 'ana' };
  const token = signToken(Buffer.from(key, 'hex'), binding, { number: 1, expiresAt: Date.now() + DAY_MS });
  const link = () => `${present().url}/a/${token ?? ''}`;
  const page = async () => (await fetch(link())).text();
  const press = async (action: string, form: string) => {
    const answer = await fetch(link(), { method: 'POST', body: new URLSearchParams({ action, form }) });
    return { status: answer.status, text: await answer.text() };
  };
  const formOf = (text: string) => /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '';
  return { folder, again, incident, page, press, formOf };
}

it('[ANS3] remembers an answer through kill -9: the person has it, and the link is used', async () => {
  const { folder, again, incident, page, press, formOf } = await ringing();
  const form = formOf(await page());
  expect(await press('acknowledge', form)).toMatchObject({ status: 200, text: expect.stringContaining('You have taken it') as string });
  await again();
  expect((await incident()).incident).toMatchObject({ status: 'acknowledged', acknowledgedBy: { id: 'ana' } });
  expect(await press('acknowledge', form)).toMatchObject({ status: 409, text: expect.stringContaining('used already') as string });
  const acknowledgements = (await incident()).events.filter(({ type }) => type === 'incident.acknowledged');
  expect(acknowledgements).toHaveLength(1);
  for (const file of ['answer-key.json', 'answers-used.json']) {
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  }
});

it('[ANS18] does not start with reply settings others may read, and says what to do', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'answers.yaml'), 'slack: { signingSecrets: [planted-secret] }\n', { mode: 0o644 });
  const failed = await RelayProcess.start(folder, args).then(
    () => 'started',
    (error: unknown) => String(error),
  );
  expect(failed).toContain('ended with 2');
  expect(failed).toContain('chmod 600');
  expect(failed).not.toContain('planted-secret');
});
