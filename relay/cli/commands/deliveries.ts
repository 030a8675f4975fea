import { Command, Option } from 'commander';
import { z } from 'zod';
import { answering, withCommonOptions, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { relativeText } from '../output/moment-text.ts';
import type { Style } from '../output/style.ts';
import { table, type Cell } from '../output/table.ts';
import { operatorClient } from '../relay-client.ts';

const Told = z.looseObject({
  id: z.string(),
  to: z.looseObject({
    kind: z.string(),
    person: z.string().optional(),
    channel: z.string().optional(),
    room: z.string().optional(),
    subscriber: z.string().optional(),
    digest: z.string().optional(),
    subscription: z.string().optional(),
  }),
  what: z.string(),
  state: z.string(),
  attempts: z.int(),
  dueAt: z.string(),
  nextAt: z.string().nullable(),
  settledAt: z.string().nullable(),
  provider: z.string().nullable(),
  lastError: z.string().nullable(),
});
type Told = z.infer<typeof Told>;
const Deliveries = z.looseObject({ counts: z.record(z.string(), z.int()), deliveries: z.array(Told) });
const states = ['waiting', 'sending', 'sent', 'suppressed', 'dead'];

interface Flags extends CommonFlags {
  dead?: boolean;
  state?: string;
  incident?: string;
  limit: string;
}

/** `deliveries`: what was brought to people, rooms and programs outside, and what could not be. */
export function deliveriesCommand(io: Io): Command {
  const replay = new Command('replay')
    .summary('bring one outside once more')
    .description(
      'Brings a delivery outside once more: one that was given up or not needed, or what a program was told. A page that was sent is not sent again.',
    )
    .argument('<id>', 'its id, as "deliveries" tells it')
    .addHelpText('after', '\nExample:\n  watchbell deliveries replay 0b6c3e0a-5d0f-8a57-9d53-6c1a2f7f5a11')
    .action(
      answering(io, async (flags: CommonFlags, id: string) => {
        const answer = await operatorClient(io, flags).post(`/v1/deliveries/${encodeURIComponent(id)}/replay`, {}, Told);
        return { json: answer, text: () => `It is on its way again, to ${recipientOf(answer)}.` };
      }),
    );
  return withCommonOptions(
    new Command('deliveries')
      .summary('what was brought outside: mail, SMS, calls, chat, push, webhooks')
      .description(
        'Lists what was brought to people, rooms and programs outside in the last 30 days, the latest first, and why something was not. With something given up in the list the exit code is 1.',
      )
      .optionsGroup('Which:')
      .option('--dead', 'only what was given up')
      .addOption(new Option('--state <state>', 'only those in this state').choices(states))
      .option('--incident <id>', 'only those of one incident')
      .option('--limit <n>', 'at most so many', '50')
      .addHelpText('after', '\nExamples:\n  watchbell deliveries --dead\n  watchbell deliveries --state waiting --json')
      .action(
        answering(io, async (flags: Flags) => {
          const query = new URLSearchParams({ limit: flags.limit });
          const state = flags.dead === true ? 'dead' : flags.state;
          Object.entries({ state, incident: flags.incident }).forEach(([name, value]) => value !== undefined && query.set(name, value));
          const answer = await operatorClient(io, flags).get(`/v1/deliveries?${query.toString()}`, Deliveries);
          return {
            json: answer,
            text: (style) => (answer.deliveries.length === 0 ? 'Nothing of this kind.' : textOf(answer.deliveries, io.now(), style)),
            exitCode: answer.deliveries.some((each) => each.state === 'dead') ? 1 : 0,
          };
        }),
      ),
  ).addCommand(withCommonOptions(replay));
}

function recipientOf({ to }: Told): string {
  return to.kind === 'person'
    ? `${to.person ?? '?'} by ${to.channel ?? '?'}`
    : `${to.kind} ${to.room ?? to.subscriber ?? to.digest ?? to.subscription ?? '?'}`;
}

function textOf(deliveries: readonly Told[], now: number, style: Style): string {
  const rows = deliveries.map((each): Cell[] => [
    recipientOf(each),
    each.what,
    each.state === 'dead' ? { text: each.state, mark: style.red } : each.state,
    relativeText(Date.parse(each.settledAt ?? each.nextAt ?? each.dueAt), now),
    String(each.attempts),
    each.lastError ?? (each.provider === null ? '' : `by ${each.provider}`),
    each.id,
  ]);
  const columns = [
    { title: 'TO', shrinks: true },
    { title: 'WHAT' },
    { title: 'STATE' },
    { title: 'WHEN' },
    { title: 'TRIES' },
    { title: 'WHY', shrinks: true },
    { title: 'ID' },
  ];
  return table(columns, rows, style);
}
