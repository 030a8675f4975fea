import { Command } from 'commander';
import { formatDuration } from '../../../shared/time/duration.ts';
import { momentText } from '../../../shared/coverage/day-text.ts';
import type { Turns } from '../../../shared/schedule/turns.ts';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import type { Style } from '../output/style.ts';
import { table } from '../output/table.ts';
import { operatorClient, type RelayClient } from '../relay-client.ts';
import { ScheduleShown, type Layer, type Shift, type Shown } from '../schedule-answers.ts';
import { momentGiven } from '../schedule-values.ts';

/** How a schedule is named on the command line. */
export const scheduleArgument = 'the schedule’s id; "schedules" lists them';

/** `schedule show`: who is on call when, and of what that comes. */
export function showCommand(io: Io): Command {
  return new Command('show')
    .summary('who is on call when, and of what that comes')
    .description(
      'Shows who is on call when, the backup, the layers with their members, overrides, swaps and what is wrong. Times are the schedule’s.',
    )
    .argument('<schedule>', scheduleArgument)
    .optionsGroup('When:')
    .option('--from <moment>', 'from when on; now by default')
    .option('--until <moment>', 'until when; two weeks by default')
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell schedule show payments-primary\n  watchbell schedule show payments-primary --from 2026-12-21T00:00:00+01:00 --until 2027-01-04T00:00:00+01:00',
    )
    .action(
      answering(io, async (flags: CommonFlags & { from?: string; until?: string }, id: string) => {
        const answer = await shownSchedule(operatorClient(io, flags), id, momentGiven(flags.from), momentGiven(flags.until));
        return { json: answer, text: (style) => scheduleText(answer.schedule, io.now(), style) };
      }),
    );
}

/** A schedule in a window, as the relay shows it. */
export async function shownSchedule(client: RelayClient, id: string, from?: string, until?: string): Promise<{ schedule: Shown }> {
  const query = new URLSearchParams();
  Object.entries({ from, until }).forEach(([name, value]) => value !== undefined && query.set(name, value));
  return client.get(`/v1/schedules/${encodeURIComponent(id)}?${query.toString()}`, ScheduleShown);
}

function scheduleText(schedule: Shown, now: number, style: Style): string {
  const at = (iso: string) => momentText(Date.parse(iso), schedule.zone, now, 'en');
  const { restMs, nightsInARow } = schedule.limits ?? {};
  const limits = [
    ...(restMs === undefined ? [] : [`rest ${formatDuration(restMs)}`]),
    ...(nightsInARow === undefined ? [] : [`nights in a row ${nightsInARow}`]),
  ];
  const nameOf = (layer: string | undefined) => schedule.layers.find(({ id }) => id === layer)?.name ?? layer ?? '';
  const shifts = (title: string, list: readonly Shift[], empty: string[]) =>
    list.length === 0
      ? empty
      : [
          '',
          table(
            [{ title }, { title: 'FROM' }, { title: 'UNTIL' }, { title: 'BY', shrinks: true }],
            list.map(({ person, from, until, layer, override }) => [
              { text: person.name, mark: style.bold },
              at(from),
              at(until),
              override === undefined ? nameOf(layer) : `override ${override}`,
            ]),
            style,
          ),
        ];
  const block = (columns: string[], rows: string[][]) =>
    rows.length === 0
      ? []
      : [
          '',
          table(
            columns.map((title) => ({ title })),
            rows,
            style,
          ),
        ];
  return [
    `${style.bold(schedule.name)} (${schedule.id}), times in ${schedule.zone}${limits.length === 0 ? '' : `; limits: ${limits.join(', ')}`}`,
    ...shifts('ON CALL', schedule.final, ['', style.red('Nobody is on call in this time.')]),
    ...shifts('BACKUP', schedule.backup, []),
    ...shifts('SHADOW', schedule.shadow, []),
    ...block(
      ['LAYER', 'USE', 'TURNS', 'MEMBERS, IN ORDER'],
      schedule.layers.map((layer) => [layer.id, layer.use, turnsText(layer.turns), membersText(layer, at)]),
    ),
    ...block(
      ['LAYER', 'OTHER TURNS FROM', 'TURNS'],
      schedule.layers.flatMap(({ id, changes }) => changes.map(({ from, turns }) => [id, at(from), turnsText(turns)])),
    ),
    ...block(
      ['OVERRIDE', 'WHO', 'FROM', 'UNTIL', 'IN PLACE OF'],
      schedule.overrides.map(({ id, person, from, until, replaces }) => [id, person.name, at(from), at(until), replaces ?? 'everybody']),
    ),
    ...block(
      ['SWAP', 'STATUS', 'GIVER', 'TAKER', 'FROM', 'UNTIL'],
      schedule.swaps.map(({ id, status, giver, taker, from, until }) => [id, status, giver.name, taker.name, at(from), at(until)]),
    ),
    ...(schedule.findings.length === 0 ? [] : ['', ...schedule.findings.map(({ sentence }) => style.yellow(sentence))]),
  ].join('\n');
}

function membersText({ members }: Layer, at: (iso: string) => string): string {
  const texts = members.map(({ id, person, from, until }) => {
    const when = [...(from === undefined ? [] : [`from ${at(from)}`]), ...(until === undefined ? [] : [`until ${at(until)}`])].join(' ');
    const place = id === person.id ? id : `${person.id}, place ${id}`;
    return `${person.name} (${place}${when === '' ? '' : `; ${when}`})`;
  });
  return texts.join(', ') || 'nobody';
}

const unitLetters = { hour: 'h', day: 'd', week: 'w', month: 'mo' } as const;

function turnsText({ turn, handoffAt, startsOn, endsOn, together, hours, holidays, zone }: Turns): string {
  return [
    `${turn.length}${unitLetters[turn.unit]} at ${handoffAt} ${zone} since ${startsOn}`,
    ...(endsOn === undefined ? [] : [`until ${endsOn}`]),
    ...(together === undefined ? [] : [`${together} at once`]),
    ...(hours ?? []).map(({ days, from, until }) => `${days ? `${days.join(',')} ` : ''}${from}-${until}`),
    ...(holidays ? [`holidays ${holidays.serve} ${holidays.calendar}`] : []),
  ].join(', ');
}
