import { Command, Option } from 'commander';
import { FairAsked } from '../../../shared/schedule-view/fair-asked.ts';
import { answering, type CommonFlags } from '../answer.ts';
import { CliError, misused } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { localZone } from '../output/moment-text.ts';
import { table } from '../output/table.ts';
import { momentText } from '../../../shared/coverage/day-text.ts';
import { operatorClient } from '../relay-client.ts';
import { Proposed } from '../schedule-answers.ts';
import { scheduleArgument } from './schedule-show.ts';

interface ProposeFlags extends CommonFlags {
  people: string;
  startsOn: string;
  count: string;
  turn: string;
  handoffAt: string;
  juniors?: string;
  together?: string;
  holidays?: string;
  rest?: string;
  nightsInARow?: string;
  weekendsInARow?: string;
  apply?: boolean;
  language: 'en' | 'fr';
}

const units = { h: 'hour', d: 'day', w: 'week' } as const;

/** `schedule propose`: draws a fair rotation, says why it is so, and puts it in force when told to. */
export function proposeCommand(io: Io): Command {
  return new Command('propose')
    .summary('draw a fair rotation')
    .description(
      'Draws a fair rotation from leave, watches elsewhere and what everybody carried in the last half year, says why it is so and names what cannot be kept to. Changes nothing unless told to.',
    )
    .argument('<schedule>', scheduleArgument)
    .optionsGroup('Who and when:')
    .addOption(new Option('--people <ids>', 'who takes turns, separated by commas').makeOptionMandatory())
    .addOption(new Option('--starts-on <date>', 'the local date of the first watch, for example 2026-12-07').makeOptionMandatory())
    .option('--count <watches>', 'how many watches', '12')
    .option('--turn <length>', 'how long one is: hours, days or weeks, for example 12h, 1d or 1w', '1w')
    .option('--handoff-at <time>', 'when it begins, on the schedule’s own clock', '09:00')
    .option('--together <count>', 'how many are on call at once')
    .optionsGroup('What to keep to:')
    .option('--juniors <ids>', 'who is never on call without somebody else beside them')
    .option('--holidays <calendar>', 'public holidays to share out, for example FR or DE-BY')
    .option('--rest <hours>', 'hours between two watches')
    .option('--nights-in-a-row <count>', 'at most so many')
    .option('--weekends-in-a-row <count>', 'at most so many; 1 is every other weekend')
    .optionsGroup('Options:')
    .option('--apply', 'put it in force, as overrides')
    .addOption(new Option('--language <language>', 'the language of the sentences').choices(['en', 'fr']).default('en'))
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell schedule propose payments-primary --people ana,bo,lea --starts-on 2026-12-07 --rest 11\n  watchbell schedule propose payments-primary --people ana,bo,lea --starts-on 2026-12-07 --holidays FR --apply',
    )
    .action(
      answering(io, async (flags: ProposeFlags, id: string) => {
        const asked = askedFrom(io, flags);
        const query = new URLSearchParams({ apply: String(flags.apply === true), language: flags.language });
        const path = `/v1/schedules/${encodeURIComponent(id)}/propose?${query.toString()}`;
        const answer = await operatorClient(io, flags).post(path, asked, Proposed);
        return {
          json: answer,
          exitCode: answer.unfilled.length > 0 ? 1 : 0,
          text: (style) => {
            const moment = (iso: string) => momentText(Date.parse(iso), localZone().name, io.now(), flags.language);
            const rows = answer.watches.map(({ from, until, people }) => [
              moment(from),
              moment(until),
              { text: people.map(({ name }) => name).join(', ') || 'nobody', mark: style.bold },
              people.flatMap(({ why }) => why.slice(0, 1)).join(' '),
            ]);
            return [
              table(
                ['FROM', 'UNTIL', 'WHO', 'WHY'].map((title) => ({ title })),
                rows,
                style,
              ),
              ...answer.table.map(({ sentence }) => sentence),
              ...answer.unfilled.map((sentence) => `${style.red('empty')} ${sentence}`),
              ...answer.bends.map((sentence) => `${style.yellow('bent')} ${sentence}`),
              answer.applied ? style.green('It is in force.') : style.yellow('Nothing was changed; add --apply to put it in force.'),
            ].join('\n');
          },
        };
      }),
    );
}

function askedFrom(io: Io, flags: ProposeFlags): FairAsked {
  const turn = /^(\d{1,3})([hdw])$/.exec(flags.turn);
  const list = (text: string | undefined) =>
    text === undefined
      ? undefined
      : text
          .split(',')
          .map((each) => each.trim())
          .filter((each) => each !== '');
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const parsed = FairAsked.safeParse({
    people: list(flags.people),
    juniors: list(flags.juniors),
    unit: units[(turn?.[2] ?? '') as keyof typeof units],
    length: number(turn?.[1]),
    handoffAt: flags.handoffAt,
    startsOn: flags.startsOn,
    count: number(flags.count),
    together: number(flags.together),
    holidays: flags.holidays,
    restHours: number(flags.rest),
    nightsInARow: number(flags.nightsInARow),
    weekendsInARow: number(flags.weekendsInARow),
  });
  if (!turn || !parsed.success) {
    const issue = parsed.error?.issues[0];
    const why = turn
      ? `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}.`
      : `--turn: "${flags.turn}" is not a turn; write for example 12h, 1d or 1w.`;
    throw new CliError(misused, why, `See: ${io.invocation} schedule propose --help`);
  }
  return parsed.data;
}
