import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { HttpSink } from '../../test/harness/http-sink.ts';
import { message } from '../../test/harness/messages.ts';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { LiveProviders } from './live-providers.ts';

const never = new AbortController().signal;

function live(settings: object) {
  const file = join(temporaryFolder(), 'providers.yaml');
  const write = (text: string) => writeFileSync(file, text, { mode: 0o600 });
  write(JSON.stringify(settings));
  const told: string[] = [];
  let nowMs = 0;
  const onTrouble = (sentence: string, error: unknown) => void told.push(`${sentence} ${(error as Error).message}`);
  const providers = new LiveProviders({ file, isNamed: false, now: () => (nowMs += 1), onTrouble });
  return { file, providers, told, write };
}

const chatAt = (url: string) => ({
  allow: ['127.0.0.1'],
  providers: { ops: { kind: 'mattermost', url } },
  rooms: { war: ['ops'] },
});
const toRoom = { kind: 'room', room: 'war' } as const;

it('[DLV25] has a changed file in force at once, and one that is wrong never', () => {
  const { file, providers, told, write } = live(chatAt('https://one.example/planted-secret-one'));
  expect(providers.look()).toBe(false);
  write(JSON.stringify({ ...chatAt('https://two.example/planted-secret-two'), language: 'fr' }));
  expect(providers.look()).toBe(true);
  expect([providers.outlets.languageOf(undefined), providers.standing().loadedAt, providers.standing().problem]).toEqual([
    'fr',
    2,
    undefined,
  ]);
  write('rooms: { war: [gone] }\nproviders: { x: { kind: ntfy, token: planted-secret-three, extra: 1 } }');
  expect(providers.look()).toBe(true);
  expect(providers.standing()).toMatchObject({ loadedAt: 2, providers: [{ id: 'ops', kind: 'mattermost' }] });
  expect(providers.standing().problem).toContain(`${file}:1:16: rooms.war.0: there is no provider "gone"; name it under "providers"`);
  expect(told).toEqual([`The file of providers is wrong; what it said before stays in force. ${providers.standing().problem ?? ''}`]);
  expect(told.join()).not.toContain('planted-secret-three');
  expect(providers.outlets.waysTo(toRoom, undefined)).toEqual([{ provider: 'ops', to: '' }]);
  expect(providers.look()).toBe(false);
  rmSync(file);
  expect(providers.reload()).toMatch(/there is no such file/);
  mkdirSync(file, { mode: 0o700 });
  expect([providers.look(), providers.standing().problem]).toEqual([true, `${file}: it cannot be read.`]);
  rmSync(file, { recursive: true });
  // A name with a file in the middle of it.
  const folder = dirname(file);
  renameSync(folder, `${folder}.away`);
  writeFileSync(folder, '');
  expect([providers.look(), providers.standing().problem]).toEqual([true, expect.stringMatching(/there is no such file/)]);
  rmSync(folder);
  renameSync(`${folder}.away`, folder);
  write(JSON.stringify(chatAt('https://three.example/')));
  expect(providers.reload()).toBeUndefined();
  expect(providers.standing().problem).toBeUndefined();
  expect(providers.redact('one.example/planted-secret-one and /planted-secret-two')).not.toContain('planted-secret');
});

it('[DLV25] lets go on what is on its way as the file changes, and sends the next where it leads now', async () => {
  const [first, second] = [await HttpSink.start(), await HttpSink.start()];
  onTestFinished(() => first.stop());
  onTestFinished(() => second.stop());
  const { providers, write } = live(chatAt(first.url));
  let answer = () => undefined as void;
  const arrived = new Promise<void>((resolve) => {
    first.answer = (response) => {
      answer = () => void response.writeHead(200).end();
      resolve();
    };
  });
  const send = async () => providers.outlets.message('ops', 'chat').send(message(), '', never);
  const onItsWay = send();
  await arrived;
  write(JSON.stringify({ ...chatAt(second.url), allow: [] }));
  expect(providers.reload()).toBeUndefined();
  expect(await send()).toMatchObject({ outcome: 'dead', why: expect.stringContaining('"allow"') as string });
  answer();
  expect(await onItsWay).toMatchObject({ outcome: 'sent' });
  write(JSON.stringify(chatAt(second.url)));
  providers.reload();
  expect(await send()).toMatchObject({ outcome: 'sent' });
  expect([first.got.length, second.got.length]).toEqual([1, 1]);
});
