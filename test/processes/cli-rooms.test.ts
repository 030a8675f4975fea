import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCli } from '../harness/cli-process.ts';
import { HttpSink } from '../harness/http-sink.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { roomsByStage, shopWithRooms } from '../harness/rooms.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const checkpoints = [{ name: 'Customers', actions: ['customer-update'], from: ['person:lea'], within: '15m' }];

interface Told {
  updates: { id: string; state: string; reason?: string; rooms: { id: string; what: string; state: string }[] }[];
}

/** A relay whose rooms are webhooks of a sink, one path each. */
async function relayWithRooms() {
  const folder = temporaryFolder();
  const sink = await HttpSink.start();
  onTestFinished(() => sink.stop());
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const rooms = Object.keys(roomsByStage);
  const providers = {
    allow: ['127.0.0.1'],
    providers: Object.fromEntries(rooms.map((room) => [room, { kind: 'slack', url: `${sink.url}/${room}` }])),
    rooms: Object.fromEntries(rooms.map((room) => [room, [room]])),
  };
  writeFileSync(join(data, 'providers.yaml'), JSON.stringify(providers), { mode: 0o600 });
  const workspace = join(folder, 'workspace.yaml');
  writeFileSync(workspace, shopWithRooms({ checkpoints }, { organisation: { bridge: 'https://meet.example.org/{{number}}' } }));
  const relay = await RelayProcess.start(data, ['--workspace', workspace]);
  onTestFinished(() => void relay.kill());
  const cli = (...args: string[]) => runCli(relay, ...args);
  const saidIn = (room: string) =>
    sink.got.filter(({ path }) => path === `/${room}`).map(({ body }) => (JSON.parse(body) as { text: string }).text);
  /** Waits until a room was told so many things. */
  const told = async (room: string, count: number) => {
    while (saidIn(room).length < count) {
      await relay.api('/v1/deliveries');
    }
    return saidIn(room);
  };
  return { cli, saidIn, told };
}

it('[COM16] says, lists, approves and declines from the command line, and real webhooks get each once', async () => {
  const { cli, saidIn, told } = await relayWithRooms();
  expect((await cli('rooms')).out).toMatch(/#incident-warroom +responders +investigating, mitigating/);
  await cli('trigger', '--service', 'checkout', '--title', 'Checkout is down', '--severity', 'critical');
  expect(await cli('update', '1', 'Rolling back.', '--for', 'responders')).toMatchObject({ code: 0, err: '' });
  expect((await cli('update', '1', 'Payments are slow.', '--for', 'customers')).out).toContain('proposed');
  expect((await cli('update', '1', 'x', '--for', 'everybody')).code).toBe(2);
  expect(await told('comms', 1)).toEqual(['Waits for approval: #1 Checkout is down']);
  expect(await told('critical', 2)).toEqual(['CRITICAL: #1 Checkout is down', 'Update: #1 Checkout is down']);
  const [waiting] = (JSON.parse((await cli('updates', '1', '--json')).out) as Told).updates;
  expect(waiting).toMatchObject({ state: 'waiting', rooms: [{ id: 'comms', what: 'draft', state: 'sent' }] });
  expect((await cli('approve', '1', waiting?.id ?? '')).code).toBe(0);
  expect((await cli('approve', '1', waiting?.id ?? '')).out).toContain('nothing to do');
  expect(await told('comms', 2)).toEqual(['Waits for approval: #1 Checkout is down', 'Update: Checkout']);
  await cli('update', '1', 'All lost!', '--for', 'customers');
  const [second] = (JSON.parse((await cli('updates', '1', '--json')).out) as Told).updates;
  await cli('reject', '1', second?.id ?? '', 'Not', 'true.');
  expect((await told('comms', 4)).at(-1)).toBe('Declined: #1 Checkout is down');
  const listed = (await cli('updates', '1')).out;
  expect(listed).toContain('Bridge: https://meet.example.org/1');
  expect(listed).toMatch(/declined: Not true\./);
  expect(saidIn('comms').filter((text) => text.startsWith('Update'))).toHaveLength(1);
});

it('[COM13] [COM14] [COM16] sets a bridge and keeps follow-ups from the command line', async () => {
  const { cli } = await relayWithRooms();
  await cli('trigger', '--service', 'checkout', '--title', 'Checkout is down');
  expect((await cli('bridge', '1', 'http://meet.example.org/x')).err).toMatch(/https address/);
  expect((await cli('bridge', '1', 'https://call.example.org/x')).code).toBe(0);
  expect((await cli('updates', '1')).out).toContain('Bridge: https://call.example.org/x');
  await cli('bridge', '1');
  expect((await cli('updates', '1')).out).toContain('Bridge: https://meet.example.org/1');
  expect((await cli('follow-up', '1', 'Alert on lag', '--owner', 'nobody')).err).toMatch(/There is no person "nobody"/);
  await cli('follow-up', '1', 'Alert on lag', '--owner', 'bo');
  const { followUps } = JSON.parse((await cli('updates', '1', '--json')).out) as { followUps: { id: string }[] };
  expect((await cli('updates', '1')).out).toContain('[ ] Alert on lag (Bo)');
  await cli('follow-up-done', '1', followUps[0]?.id ?? '');
  expect((await cli('updates', '1')).out).toContain('[x] Alert on lag (Bo)');
});
