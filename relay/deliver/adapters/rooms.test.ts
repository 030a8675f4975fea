import { expect, it } from 'vitest';
import { brief, hostileTitles, message } from '../../../test/harness/messages.ts';
import { severalLines, type OutMessage } from '../../../shared/delivery/message.ts';
import { chatBody, type ChatKind } from './chat.ts';

const kinds: readonly ChatKind[] = ['slack', 'mattermost', 'teams', 'discord', 'google-chat'];
const hostile = [
  ...hostileTitles,
  '<!channel> <@U1> <https://evil.example.org|Acknowledge>',
  '[Acknowledge](https://evil.example.org) @everyone',
];
const inRoom = (more: Partial<OutMessage>) => message({ isRoom: true, what: 'update', reason: 'leadership', ...more });
const said = (text: string) => ({ audience: 'leadership' as const, text: severalLines(text, 1000), by: 'Ana' });
const textOf = (kind: ChatKind, more: Partial<OutMessage>) => JSON.stringify(chatBody({ kind }, inRoom(more), ''));

/** What begins a link, a mention or a control code in each; Teams takes runs of plain text, in which nothing does. */
const dangers: Record<ChatKind, readonly string[]> = {
  slack: ['<!channel>', '<@U1>', '<https://evil'],
  'google-chat': ['<users/all>', '<https://evil'],
  mattermost: ['](https://evil', '@everyone', '@channel'],
  discord: ['](https://evil', '@everyone', '<@&1>'],
  teams: [],
};

it.each(kinds)('[COM10] %s shows what people write as they wrote it: no link, nobody mentioned, no markup', (kind) => {
  for (const text of hostile) {
    const body = textOf(kind, { said: { ...said(text), reason: text } });
    for (const danger of [...dangers[kind], '\\u2028', '\\u0000', '\\u001b', '\u2028', '\u202e']) {
      expect(body, text).not.toContain(danger);
    }
  }
  // The control: as it stands it would.
  expect(dangers[kind].every((danger) => hostile.some((text) => text.includes(danger)))).toBe(true);
});

it('[COM10] keeps the lines of an update, and its words', () => {
  const body = chatBody({ kind: 'slack' }, inRoom({ said: said('One.\r\nTwo.\n\n\n\nThree.') }), '') as {
    blocks: { text: { text: string } }[];
  };
  expect(body.blocks[0]?.text.text).toBe('*Update from Ana: #42 Disk full on db1*\nOne.\nTwo.\n\nThree.');
});

it('[COM3] says in every chat how far an incident is, with a link to where people talk', () => {
  const opened = {
    what: 'opened' as const,
    incidents: [
      brief({ stage: 'investigating', holder: 'Bo', commander: 'Léa', bridge: 'https://meet.example.org/42', answerAt: undefined }),
    ] as const,
  };
  for (const kind of kinds) {
    const body = textOf(kind, { ...opened, said: undefined }).replaceAll('\\', '');
    expect(body).toContain('Stage: being investigated');
    expect(body).toContain('Who has it: Bo');
    expect(body).toContain('Who leads it: Léa');
    expect(body).toContain('https://meet.example.org/42');
  }
});

it('[COM9] leaves out title, facts and bridge of what customers may read, in every chat', () => {
  const incidents = [brief({ title: 'db1 lost', bridge: 'https://meet.example.org/42' })] as const;
  for (const kind of kinds) {
    const body = textOf(kind, { incidents, said: { audience: 'customers', text: 'Payments are slow.', by: 'Ana' } });
    expect(body.replaceAll('\\', '')).toContain('Update: Checkout');
    expect(body).not.toMatch(/db1|Ana|meet\.example|runbooks/);
  }
});

it('[COM3] can be acknowledged from the room it opened in, as long as nobody has it', () => {
  const buttons = { acknowledge: 'A', escalate: 'E' };
  const body = (more: Parameters<typeof brief>[0]) =>
    JSON.stringify(chatBody({ kind: 'slack', buttons: true }, inRoom({ what: 'opened', incidents: [brief({ buttons, ...more })] }), ''));
  expect(body({})).toContain('"value":"A"');
  expect(body({ holder: 'Bo' })).not.toContain('"value":"A"');
  expect(body({ stage: 'resolved' })).not.toContain('"value":"A"');
});
