import { Command, Option } from 'commander';
import { calendarLanguages } from '../../../shared/calendar/words.ts';
import { parseIso } from '../../../shared/time/instant.ts';
import { answering, withCommonOptions, type Answer, type CommonFlags } from '../answer.ts';
import { CliError, misused } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { calendarText, localZone } from '../output/moment-text.ts';
import { table } from '../output/table.ts';
import { CalendarMade, CalendarRevoked, CalendarsList } from '../relay-answers.ts';
import { operatorClient } from '../relay-client.ts';
import { calendarImportCommand } from './calendar-import.ts';

interface SubjectFlags {
  person?: string;
  team?: string;
  schedule?: string;
}
interface CreateFlags extends CommonFlags, SubjectFlags {
  name?: string;
  language: string;
}
interface ExportFlags extends CommonFlags, SubjectFlags {
  from?: string;
  until?: string;
  language: string;
}

/** `calendar`: shifts in calendar programs, and calendars back into schedules. */
export function calendarCommand(io: Io): Command {
  const feeds = new Command('feeds')
    .summary('list the secret calendar addresses')
    .description(
      'Lists the calendar addresses of the relay: what each shows and when it was last fetched. The addresses themselves are not kept.',
    )
    .addHelpText('after', '\nExample:\n  watchbell calendar feeds')
    .action(answering(io, async (flags: CommonFlags) => listFeeds(io, flags)));
  const create = withSubject(new Command('create'))
    .summary('make a secret calendar address')
    .description(
      'Makes a secret address at which a calendar program finds the shifts. It is shown once; whoever has it can read the calendar.',
    )
    .option('--name <text>', 'what to call it, for example whose phone it is on')
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell calendar create --person ana\n  watchbell calendar create --schedule payments-primary --name "Wall display"',
    )
    .action(answering(io, async (flags: CreateFlags) => createFeed(io, flags)));
  const revoke = new Command('revoke')
    .summary('take a calendar address away')
    .description('Takes a calendar address away for good, at once.')
    .argument('<id>', 'the address’s id; "calendar feeds" lists them')
    .addHelpText('after', '\nExample:\n  watchbell calendar revoke 0199a5c2-7d3e-7000-8000-000000000000')
    .action(answering(io, async (flags: CommonFlags, id: string) => revokeFeed(io, flags, id)));
  const exportFile = withSubject(new Command('export'))
    .summary('print shifts as a calendar file')
    .description('Prints the shifts of a schedule, a person or a team as a calendar file (iCalendar).')
    .option('--from <moment>', 'from when, with its offset (14 days ago)')
    .option('--until <moment>', 'until when, with its offset (180 days ahead)')
    .addHelpText('after', '\nExample:\n  watchbell calendar export --schedule payments-primary > payments.ics')
    .action(answering(io, async (flags: ExportFlags) => exportShifts(io, flags)));
  const group = new Command('calendar')
    .summary('shifts in calendar programs, and calendars into schedules')
    .description('Shows shifts in calendar programs, and reads calendars into schedules.');
  [feeds, create, revoke, exportFile, calendarImportCommand(io)].map(withCommonOptions).forEach((command) => group.addCommand(command));
  return group;
}

function withSubject(command: Command): Command {
  return command
    .optionsGroup('Whose shifts:')
    .option('--schedule <id>', 'everybody’s on this schedule')
    .option('--person <id>', 'one person’s, on all schedules')
    .option('--team <id>', 'those of a team’s members, on all schedules')
    .optionsGroup('Options:')
    .addOption(new Option('--language <language>', 'the language of the calendar').choices(calendarLanguages).default('en'));
}

function subjectOf({ person, team, schedule }: SubjectFlags): Record<string, string> {
  const given = Object.entries({ person, team, schedule }).flatMap(([kind, id]) => (id === undefined ? [] : [[kind, id] as const]));
  if (given.length !== 1) {
    throw new CliError(
      misused,
      given.length === 0 ? 'It is not said whose shifts to show.' : 'More than one was named whose shifts to show.',
      'Give one of --schedule ID, --person ID and --team ID; "export" shows what there is.',
    );
  }
  return Object.fromEntries(given);
}

async function listFeeds(io: Io, flags: CommonFlags): Promise<Answer> {
  const answer = await operatorClient(io, flags).get('/v1/calendars', CalendarsList);
  const now = io.now();
  const moment = (iso: string | null) => (iso === null ? 'never' : calendarText(Date.parse(iso), now, localZone()));
  return {
    json: answer,
    text: (style) => {
      if (answer.calendars.length === 0) {
        return `There is no calendar address yet. To make one: ${io.invocation} calendar create --person ID`;
      }
      const columns = [
        { title: 'NAME', shrinks: true },
        { title: 'SHOWS', shrinks: true },
        { title: 'MADE' },
        { title: 'FETCHED' },
        { title: 'ID' },
      ];
      const rows = answer.calendars.map(({ name, shows, madeAt, fetchedAt, id }) => [
        name,
        `${shows.kind} ${shows.name}`,
        moment(madeAt),
        moment(fetchedAt),
        id,
      ]);
      return table(columns, rows, style);
    },
  };
}

async function createFeed(io: Io, { name, language, ...flags }: CreateFlags): Promise<Answer> {
  const body = { ...subjectOf(flags), language, ...(name === undefined ? {} : { name }) };
  const client = operatorClient(io, flags);
  const made = await client.post('/v1/calendars', body, CalendarMade);
  const url = `${client.url}${made.path}`;
  return {
    json: { ...made, url },
    text: (style) =>
      [
        style.bold(url),
        `It shows ${made.shows.kind} ${made.shows.name}, and is not shown again. Subscribe to it by its address ("From URL"); do not import it as a file.`,
        'Whoever has it can read the calendar. Where the relay has another address from outside, write that in front.',
        `To take it away: ${io.invocation} calendar revoke ${made.id}`,
      ].join('\n'),
  };
}

async function revokeFeed(io: Io, flags: CommonFlags, id: string): Promise<Answer> {
  const answer = await operatorClient(io, flags).delete(`/v1/calendars/${encodeURIComponent(id)}`, CalendarRevoked);
  return { json: answer, text: () => 'Revoked: the address answers nobody any more.' };
}

async function exportShifts(io: Io, { from, until, language, ...flags }: ExportFlags): Promise<Answer> {
  const query = new URLSearchParams({ ...subjectOf(flags), language });
  for (const [name, moment] of Object.entries({ from, until })) {
    if (moment !== undefined && parseIso(moment) === undefined) {
      throw new CliError(misused, `"${moment}" is not a moment.`, 'Write it with its offset, for example 2026-12-24T18:00:00+01:00.');
    }
    if (moment !== undefined) {
      query.set(name, moment);
    }
  }
  const text = await operatorClient(io, flags).getText(`/v1/calendars/export?${query.toString()}`);
  return { json: { calendar: text }, text: () => text };
}
