import { expect, it, onTestFinished } from 'vitest';
import { HttpSink } from '../../../test/harness/http-sink.ts';
import { brief, message } from '../../../test/harness/messages.ts';
import { SlackWorkspace } from '../../../test/harness/slack-workspace.ts';
import { OutgoingHttp } from '../outgoing-http.ts';
import { slackBotChannel } from './slack-api.ts';

const never = new AbortController().signal;
const http = new OutgoingHttp({ isAllowed: () => true });
const page = message({
  isRoom: true,
  incidents: [brief({ answerAt: undefined, runbook: undefined, buttons: { acknowledge: 'a', escalate: 'e' } })],
});
const taken = {
  ...page,
  what: 'acknowledged' as const,
  incidents: [brief({ holder: 'Ana', answerAt: undefined, runbook: undefined })] as const,
};
const first = 'C0MAJOR1/1700000000.000001';

async function slack() {
  const workspace = await SlackWorkspace.start();
  onTestFinished(() => workspace.stop());
  const bot = { api: workspace.api, token: workspace.token, channel: '#major-incident', buttons: true };
  return { workspace, bot, channel: slackBotChannel(bot, http) };
}

it('[DLV24] posts into a room, and puts what follows under it and into it', async () => {
  const { workspace, channel } = await slack();
  expect(await channel.send(page, '', never)).toEqual({ outcome: 'sent', receipt: first });
  expect(await channel.send({ ...page, thread: first }, '', never)).toEqual({ outcome: 'sent', receipt: 'C0MAJOR1/1700000000.000002' });
  await channel.send({ ...taken, thread: first }, '', never);
  expect(workspace.asked).toEqual(['chat.postMessage', 'chat.update', 'chat.postMessage', 'chat.update', 'chat.postMessage']);
  expect(workspace.read('C0MAJOR1')).toBe(
    [
      '*Ana has it: #42 Disk full on db1*',
      'Service: Checkout',
      'Since: 2026-11-23 03:00 (Europe/Paris)',
      '(edited)',
      '  > *CRITICAL: #42 Disk full on db1*',
      '    Service: Checkout',
      '    Since: 2026-11-23 03:00 (Europe/Paris)',
      '    [Acknowledge #42]',
      '    [Escalate #42]',
      '    (also sent to the channel)',
      '  > *Ana has it: #42 Disk full on db1*',
      '    Service: Checkout',
      '    Since: 2026-11-23 03:00 (Europe/Paris)',
      '',
    ].join('\n'),
  );
});

it('[DLV24] writes to a person by their id, and leaves their messages as they were', async () => {
  const { workspace, channel } = await slack();
  const toAna = { ...page, isRoom: false };
  await channel.send(toAna, 'U012ANA', never);
  await channel.send({ ...toAna, thread: 'D0123ANA/1700000000.000001' }, 'U012ANA', never);
  expect(workspace.asked).toEqual(['chat.postMessage', 'chat.postMessage']);
  expect(workspace.messages.map(({ channel: to, thread, isEdited }) => [to, thread, isEdited])).toEqual([
    ['D0123ANA', undefined, false],
    ['D0123ANA', '1700000000.000001', false],
  ]);
});

it('[DLV24] puts what somebody says into the thread where all see it, and leaves its first message as it stands', async () => {
  const { workspace, channel } = await slack();
  await channel.send(page, '', never);
  await channel.send({ ...page, what: 'update', thread: first, keepsFirst: true }, '', never);
  expect(workspace.asked).toEqual(['chat.postMessage', 'chat.postMessage']);
  expect(workspace.messages[1]).toMatchObject({ thread: '1700000000.000001', isBroadcast: true, buttons: [] });
});

it('[DLV24] begins a new thread where its room has moved to', async () => {
  const { workspace, bot, channel } = await slack();
  await channel.send(page, '', never);
  const moved = slackBotChannel({ ...bot, channel: 'C0OTHER22' }, http);
  expect(await moved.send({ ...taken, thread: first }, '', never)).toEqual({ outcome: 'sent', receipt: 'C0OTHER22/1700000000.000002' });
  expect(workspace.messages.map(({ thread, isEdited }) => [thread, isEdited])).toEqual([
    [undefined, false],
    [undefined, false],
  ]);
});

it('[DLV24] posts anew when the thread is gone, and all the same when its first message cannot be changed any more', async () => {
  const { workspace, channel } = await slack();
  expect(await channel.send({ ...taken, thread: first }, '', never)).toMatchObject({ outcome: 'sent' });
  expect(workspace.messages).toMatchObject([{ thread: undefined }]);
  workspace.errors.push({ method: 'chat.update', error: 'edit_window_closed' });
  expect(await channel.send({ ...taken, thread: first }, '', never)).toMatchObject({ outcome: 'sent' });
  expect(workspace.messages.at(-1)).toMatchObject({ thread: '1700000000.000001' });
});

it('[DLV24] posts nothing before the first message is up to date, so that trying again shows nothing twice', async () => {
  const { workspace, channel } = await slack();
  await channel.send(page, '', never);
  workspace.errors.push({ method: 'chat.update', error: 'ratelimited' });
  expect(await channel.send({ ...taken, thread: first }, '', never)).toEqual({
    outcome: 'retry',
    why: 'Slack did not take it (ratelimited).',
  });
  expect(workspace.messages.length).toBe(1);
});

it('[DLV5] [DLV24] pages in the thread also while Slack lets nobody change its first message (D6)', async () => {
  const { workspace, channel } = await slack();
  await channel.send(page, '', never);
  workspace.errors.push({ method: 'chat.update', error: 'ratelimited' });
  expect(await channel.send({ ...page, thread: first }, '', never)).toMatchObject({ outcome: 'sent' });
  expect(workspace.messages.at(-1)).toMatchObject({ thread: '1700000000.000001', isBroadcast: true });
});

it('[DLV24] judges by what the answer says, not by its status, and tells no token', async () => {
  const { workspace, bot, channel } = await slack();
  for (const [error, outcome] of [
    ['channel_not_found', 'dead'],
    ['not_in_channel', 'dead'],
    ['token_revoked', 'dead'],
    ['internal_error', 'retry'],
    ['rate_limited', 'retry'],
    ['msg_too_long', 'dead'],
  ]) {
    workspace.errors.push({ method: 'chat.postMessage', error: error ?? '' });
    expect(await channel.send(page, '', never)).toEqual({ outcome, why: `Slack did not take it (${error}).` });
  }
  const wrong = await slackBotChannel({ ...bot, token: 'xoxb-wrong' }, http).send(page, '', never);
  expect(wrong).toEqual({ outcome: 'dead', why: 'Slack did not take it (invalid_auth).' });
  const sink = await HttpSink.start();
  onTestFinished(() => sink.stop());
  const elsewhere = slackBotChannel({ ...bot, api: sink.url }, http);
  sink.answer = (response) => void response.writeHead(429, { 'retry-after': '20' }).end();
  expect(await elsewhere.send(page, '', never)).toEqual({ outcome: 'retry', why: 'The provider answered 429.', retryAfterMs: 20_000 });
  sink.answer = (response) => void response.writeHead(200).end('{"ok":tr');
  expect(await elsewhere.send(page, '', never)).toEqual({ outcome: 'retry', why: 'The provider’s answer broke off.' });
  sink.answer = (response) => void response.writeHead(200).end(`{"ok":false,"error":"${bot.token} is wrong"}`);
  expect(await elsewhere.send(page, '', never)).toEqual({ outcome: 'dead', why: 'Slack did not take it (no reason given).' });
});

it('[COM4] [DLV24] leaves what somebody said as they said it, and shows an update in the room as well as in the thread', async () => {
  const { workspace, channel } = await slack();
  const said = { audience: 'leadership' as const, text: 'We roll back.', by: 'Ana' };
  const update = { ...page, what: 'update' as const, said, incidents: [brief({ answerAt: undefined })] as const };
  await channel.send(update, '', never);
  await channel.send({ ...taken, thread: first, keepsFirst: true }, '', never);
  await channel.send({ ...update, thread: first, keepsFirst: true }, '', never);
  expect(workspace.asked).toEqual(['chat.postMessage', 'chat.postMessage', 'chat.postMessage']);
  const read = workspace.read('C0MAJOR1');
  expect(read.startsWith('*Update from Ana: #42 Disk full on db1*\nWe roll back.\n')).toBe(true);
  expect(read).toMatch(/> \*Update from Ana: #42 Disk full on db1\*\n +We roll back\.\n +\(also sent to the channel\)/);
});
