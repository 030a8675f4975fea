import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { RelayProcess } from '../harness/relay-process.ts';
import { shop } from '../harness/shop.ts';
import { SlackWorkspace } from '../harness/slack-workspace.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

interface Told {
  counts: { waiting: number; sending: number; sent: number };
}

it('[DLV24] keeps an incident in one thread of a room in Slack, also when the relay was killed meanwhile', async () => {
  const folder = temporaryFolder();
  const slack = await SlackWorkspace.start();
  onTestFinished(() => slack.stop());
  const providers = {
    allow: ['127.0.0.1'],
    providers: { ops: { kind: 'slack', token: slack.token, channel: '#major-incident', api: slack.api } },
    rooms: { 'major-incident': ['ops'] },
  };
  writeFileSync(
    join(folder, 'shop.yaml'),
    shop({ steps: [{ notify: ['person:ana', 'channel:major-incident'], acknowledgeWithin: '1h' }] }),
  );
  writeFileSync(join(folder, 'providers.yaml'), JSON.stringify(providers), { mode: 0o600 });
  const args = ['--workspace', join(folder, 'shop.yaml'), '--providers', join(folder, 'providers.yaml')];
  const start = async () => RelayProcess.start(join(folder, 'data'), args);
  let relay = await start();
  onTestFinished(() => void relay.kill());
  const sent = async (count: number) => {
    let now: Told;
    do {
      now = (await relay.api('/v1/deliveries')).body as Told;
    } while (now.counts.sent < count || now.counts.waiting + now.counts.sending > 0);
  };
  const alert = async (action: 'trigger' | 'resolve', key: string) =>
    relay.enqueue({ event_action: action, dedup_key: key, payload: { summary: `${key} is down`, source: 'x', severity: 'critical' } });
  await alert('trigger', 'Checkout');
  await sent(1);
  await alert('trigger', 'Search');
  await sent(2);
  await relay.kill();
  relay = await start();
  await alert('resolve', 'Checkout');
  await sent(3);
  const text = slack.read('C0MAJOR1').replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'WHEN');
  const pictures = resolve(import.meta.dirname, '../../test-results/pictures');
  mkdirSync(pictures, { recursive: true });
  writeFileSync(join(pictures, 'slack-thread.txt'), text);
  expect(text).toBe(
    [
      '*Resolved: #1 Checkout is down*',
      'Service: Checkout',
      'Since: WHEN (UTC)',
      '(edited)',
      '  > *Resolved: #1 Checkout is down*',
      '    Service: Checkout',
      '    Since: WHEN (UTC)',
      '',
      '*CRITICAL: #2 Search is down*',
      'Service: Checkout',
      'Since: WHEN (UTC)',
      '',
    ].join('\n'),
  );
  expect(relay.errors).not.toContain(slack.token);
  expect(await relay.kill('SIGTERM')).toBe(0);
});
