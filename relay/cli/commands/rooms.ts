import { Command } from 'commander';
import { z } from 'zod';
import { plainText } from '../../../shared/alert/plain-text.ts';
import { Condition } from '../../../shared/condition/condition.ts';
import { conditionText } from '../../../shared/condition/words.ts';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { relativeText } from '../output/moment-text.ts';
import type { Style } from '../output/style.ts';
import { table, type Cell } from '../output/table.ts';
import { operatorClient } from '../relay-client.ts';
import { incidentArgument, unknownIncident } from './answer-incident.ts';

const Named = z.looseObject({ id: z.string(), name: z.string() });
const Rooms = z.looseObject({
  rooms: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      audience: z.string().optional(),
      purpose: z.string().optional(),
      stages: z.array(z.string()).optional(),
      when: z.unknown().optional(),
      for: z.array(z.string()),
      tells: z.array(z.string()),
      openFor: z.array(z.looseObject({ number: z.int() })),
      problem: z.string().nullable(),
    }),
  ),
});
type Room = z.infer<typeof Rooms>['rooms'][number];

const Updates = z.looseObject({
  updates: z.array(
    z.looseObject({
      id: z.string(),
      kind: z.string(),
      for: z.string(),
      text: z.string(),
      by: Named.optional(),
      at: z.string(),
      state: z.string(),
      reason: z.string().optional(),
      rooms: z.array(Named.extend({ what: z.string(), state: z.string(), problem: z.string().nullable() })),
    }),
  ),
  rooms: z.array(Named.extend({ at: z.string(), why: z.string() })),
  bridge: z.string().nullable(),
  followUps: z.array(
    z.looseObject({
      id: z.string(),
      text: z.string(),
      owner: Named.optional(),
      dueAt: z.string().nullable(),
      doneAt: z.string().nullable(),
    }),
  ),
});
type Updates = z.infer<typeof Updates>;

/** `rooms`: where people are told of incidents, and when. */
export function roomsCommand(io: Io): Command {
  return new Command('rooms')
    .summary('list the rooms: whom each is for, and when it opens')
    .description('Lists the workspace’s rooms: whom each is for, when it opens, what it is told of, and for which incidents it is open.')
    .addHelpText('after', '\nExample:\n  watchbell rooms')
    .action(
      answering(io, async (flags: CommonFlags) => {
        const answer = await operatorClient(io, flags).get('/v1/rooms', Rooms);
        return {
          json: answer,
          text: (style) => roomsText(answer.rooms, style),
          exitCode: answer.rooms.some(({ problem }) => problem !== null) ? 1 : 0,
        };
      }),
    );
}

function roomsText(rooms: readonly Room[], style: Style): string {
  if (rooms.length === 0) {
    return 'There are no rooms; name them under "channels" in the workspace file.';
  }
  const columns = [
    { title: 'ROOM' },
    { title: 'FOR', shrinks: true },
    { title: 'OPENS', shrinks: true },
    { title: 'IS TOLD OF', shrinks: true },
    { title: 'OPEN FOR', shrinks: true },
    { title: 'PROBLEM', shrinks: true },
  ];
  const rows = rooms.map((room): Cell[] => [
    { text: room.name, mark: style.bold },
    room.for.join(', '),
    opensText(room),
    room.tells.join(', '),
    room.openFor.map(({ number }) => `#${number}`).join(' '),
    room.problem === null ? '' : { text: room.problem, mark: style.red },
  ]);
  return table(columns, rows, style);
}

function opensText({ stages, when }: Room): string {
  const condition = Condition.safeParse(when);
  const parts = [stages?.join(', '), condition.success ? conditionText(condition.data, 'en') : undefined].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? 'when something is said there' : parts.join('; ');
}

/** `updates`: what was told of an incident, where it arrived, what waits, and what is to be done afterwards. */
export function updatesCommand(io: Io): Command {
  return new Command('updates')
    .summary('list what was told of an incident, and what waits')
    .description('Lists the updates and decisions of an incident, the rooms they came to, what waits for approval, and its follow-ups.')
    .argument('<incident>', incidentArgument)
    .addHelpText('after', '\nExample:\n  watchbell updates 42')
    .action(
      answering(io, async (flags: CommonFlags, incident: string) => {
        const name = incident.replace(/^#/, '');
        try {
          const answer = await operatorClient(io, flags).get(`/v1/incidents/${encodeURIComponent(name)}/updates`, Updates);
          return { json: answer, text: (style) => updatesText(answer, io.now(), style) };
        } catch (error) {
          throw unknownIncident(error, name, io);
        }
      }),
    );
}

function updatesText({ updates, rooms, bridge, followUps }: Updates, now: number, style: Style): string {
  const said = updates.flatMap(({ id, kind, for: audience, text, by, at, state, reason, rooms: told }) => [
    `${style.bold(`${kind} for ${audience}`)}, ${relativeText(Date.parse(at), now)}, by ${plainText(by?.name ?? 'the operator')}: ${state === 'waiting' ? style.yellow('waits for approval') : state}`,
    `  ${plainText(text)}`,
    ...(reason === undefined ? [] : [`  declined: ${plainText(reason)}`]),
    ...told.map(
      (room) => `  ${plainText(room.name)}: ${room.what} ${room.state}${room.problem === null ? '' : `, ${plainText(room.problem)}`}`,
    ),
    style.dim(`  ${id}`),
  ]);
  const open = rooms.map(({ name }) => plainText(name)).join(', ');
  const later = followUps.map(
    ({ id, text, owner, doneAt }) =>
      `${doneAt === null ? '[ ]' : '[x]'} ${plainText(text)}${owner ? ` (${plainText(owner.name)})` : ''} ${style.dim(id)}`,
  );
  return [
    `Rooms: ${open === '' ? 'none open' : open}`,
    ...(bridge === null ? [] : [`Bridge: ${bridge}`]),
    ...(said.length === 0 ? ['Nothing was told yet.'] : said),
    ...(later.length === 0 ? [] : ['To do afterwards:', ...later]),
  ].join('\n');
}
