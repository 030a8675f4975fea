import { readFileSync, statSync } from 'node:fs';
import { Command, Option } from 'commander';
import { overridesOf, timeOffOf } from '../../../shared/calendar/from-report.ts';
import { longestFile, readCalendar } from '../../../shared/calendar/read-calendar.ts';
import type { CalendarReport, StretchKind } from '../../../shared/calendar/report.ts';
import { reportWords } from '../../../shared/calendar/report-words.ts';
import { calendarLanguages, type CalendarLanguage } from '../../../shared/calendar/words.ts';
import { DAY_MS, isoOf, parseIso } from '../../../shared/time/instant.ts';
import { findZone } from '../../../shared/time/zone.ts';
import { readWorkspaceFile } from '../../../shared/workspace/file.ts';
import { answering, type Answer, type CommonFlags } from '../answer.ts';
import { additionsOf, type Additions } from '../calendar-additions.ts';
import { CliError, found, misused, reasonOf } from '../cli-error.ts';
import { pathIn, type Io } from '../io.ts';
import type { Style } from '../output/style.ts';
import { table } from '../output/table.ts';
import { Applied } from '../relay-answers.ts';
import { operatorClient, type RelayClient } from '../relay-client.ts';

interface ImportFlags extends CommonFlags {
  schedule: string;
  zone?: string;
  from?: string;
  until?: string;
  as: StretchKind | 'guess';
  map: ReadonlyMap<string, string>;
  language: CalendarLanguage;
  dryRun?: boolean;
}

const horizonMs = 366 * DAY_MS;
/** What makes nothing and asks for nothing to be done. */
const harmless: readonly string[] = ['cancelled', 'outside-horizon'];

/** `calendar import`: a calendar file into overrides of a schedule and time off of people. */
export function calendarImportCommand(io: Io): Command {
  return new Command('import')
    .summary('read a calendar file into a schedule')
    .description(
      'Reads a calendar file (iCalendar) into overrides of a schedule and time off of people, and says of every event what became of it. Ends with 1 when something was not understood.',
    )
    .argument('<file>', 'the calendar file (.ics)')
    .requiredOption('--schedule <id>', 'the schedule the overrides are for')
    .option('--dry-run', 'show what would change, and change nothing')
    .addOption(new Option('--as <kind>', 'what events are').choices(['override', 'time-off', 'guess']).default('guess'))
    .option('--map <name=id>', 'whom a name in the file means; may be given again', mapped, new Map<string, string>())
    .option('--zone <zone>', 'the time zone of times that name none, for example Europe/Paris')
    .option('--from <moment>', 'from when, with its offset (now)')
    .option('--until <moment>', 'until when, with its offset (a year from then)')
    .addOption(new Option('--language <language>', 'the language of the report').choices(calendarLanguages).default('en'))
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell calendar import holidays.ics --schedule payments-primary --dry-run\n  watchbell calendar import team.ics --schedule payments-primary --map "Bobby=bo" --zone Europe/Paris',
    )
    .action(answering(io, async (flags: ImportFlags, file: string) => importFile(io, flags, file)));
}

function mapped(text: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const [name, id, ...more] = text.split('=').map((part) => part.trim());
  if (!name || !id || more.length > 0) {
    throw new CliError(misused, `"${text}" does not say whom a name means.`, 'Write it like --map "Bobby=bo".');
  }
  return new Map(before).set(name, id);
}

function momentOf(text: string | undefined, fallback: number): number {
  const moment = text === undefined ? fallback : parseIso(text);
  if (moment === undefined) {
    throw new CliError(misused, `"${text ?? ''}" is not a moment.`, 'Write it with its offset, for example 2026-12-24T18:00:00+01:00.');
  }
  return moment;
}

function readFile(io: Io, file: string): string {
  try {
    return statSync(pathIn(io, file)).size > longestFile ? 'x'.repeat(longestFile + 1) : readFileSync(pathIn(io, file), 'utf8');
  } catch (error) {
    throw new CliError(misused, `${file} cannot be read: ${reasonOf(error)}.`, 'Nothing was changed. Check the path.');
  }
}

async function importFile(io: Io, flags: ImportFlags, file: string): Promise<Answer> {
  const { schedule, zone, map, as } = flags;
  const text = readFile(io, file);
  const from = momentOf(flags.from, io.now());
  const horizon = { from, until: momentOf(flags.until, from + horizonMs) };
  if (zone !== undefined && !findZone(zone)) {
    throw new CliError(misused, `"${zone}" is not a time zone.`, 'Write one as IANA does, for example Europe/Paris.');
  }
  const client = operatorClient(io, flags);
  const workspace = await client.getText('/v1/workspace');
  const { definitions } = readWorkspaceFile(workspace);
  const people = definitions?.person ?? [];
  const schedules = (definitions?.schedule ?? []).map(({ id }) => id);
  if (!schedules.includes(schedule)) {
    throw new CliError(misused, `There is no schedule "${schedule}".`, `Schedules are: ${schedules.join(', ') || 'none yet'}.`);
  }
  const stranger = [...map.values()].find((id) => !people.some((person) => person.id === id));
  if (stranger !== undefined) {
    throw new CliError(misused, `There is no person "${stranger}".`, `People are: ${people.map(({ id }) => id).join(', ') || 'none yet'}.`);
  }
  const report = readCalendar(text, { horizon, people, zone, names: map, as });
  const words = reportWords[flags.language];
  if (report.trouble) {
    throw new CliError(misused, `${file}: ${words.trouble[report.trouble]}`, 'Nothing was changed.', { file, trouble: report.trouble });
  }
  const additions = additionsOf(report, workspace, schedule);
  const isDry = flags.dryRun === true || additions.overrides + additions.timeOff === 0;
  if (!isDry) {
    await apply(client, schedule, { ...additions, before: workspace });
  }
  const isWanting = report.entries.some((entry) => entry.outcome === 'not-understood' && !harmless.includes(entry.why.code));
  return {
    exitCode: isWanting ? found : 0,
    json: {
      applied: !isDry,
      added: { overrides: additions.overrides, timeOff: additions.timeOff },
      overrides: overridesOf(report).map((override) => ({ ...override, from: isoOf(override.from), until: isoOf(override.until) })),
      timeOff: timeOffOf(report).map((each) => ({
        ...each,
        timeOff: each.timeOff.map((off) => ({ ...off, from: isoOf(off.from), until: isoOf(off.until) })),
      })),
      report,
    },
    text: (style) => reportText(io, flags, report, additions, isDry, style),
  };
}

/** Gives the workspace back with what is added; refused when that would change anything else, because somebody else was at it. */
async function apply(client: RelayClient, schedule: string, { text, people, before }: Additions & { before: string }): Promise<void> {
  const { changes } = await client.post('/v1/workspace', { text, dryRun: true }, Applied);
  const isExpected = changes.every(
    ({ kind, id, change, fields }) =>
      change === 'changed' &&
      ((kind === 'schedule' && id === schedule && fields.join() === 'overrides') ||
        (kind === 'person' && people.includes(id) && fields.join() === 'timeOff')),
  );
  if (!isExpected || (await client.getText('/v1/workspace')) !== before) {
    throw new CliError(found, 'The workspace was changed by somebody else meanwhile.', 'Nothing was changed. Run the command again.');
  }
  await client.post('/v1/workspace', { text, dryRun: false }, Applied);
}

function reportText(io: Io, { language }: ImportFlags, report: CalendarReport, additions: Additions, isDry: boolean, style: Style): string {
  const words = reportWords[language];
  const rows = report.entries.flatMap((entry) => {
    if (entry.outcome === 'converted') {
      return [];
    }
    const told = entry.outcome === 'approximated' ? entry.how.map((how) => words.how(how)).join(' ') : words.why(entry.why);
    const mark = entry.outcome === 'approximated' ? style.yellow : style.red;
    return [[String(entry.line), { text: entry.outcome, mark }, entry.summary, told]];
  });
  const columns = [{ title: 'LINE' }, { title: 'OUTCOME' }, { title: 'EVENT', shrinks: true }, { title: 'WHY' }];
  const count = (outcome: string) => report.entries.filter((entry) => entry.outcome === outcome).length;
  const counts = `${report.entries.length} events: ${count('converted')} converted, ${count('approximated')} approximated, ${count('not-understood')} not understood.`;
  const plural = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
  const what = `${plural(additions.overrides, 'override', 'overrides')} and ${plural(additions.timeOff, 'stretch', 'stretches')} of time off`;
  const outcome = isDry ? `${what} to add; nothing was changed.` : `${what} added.`;
  return [
    ...(rows.length === 0 ? [] : [table(columns, rows, style)]),
    ...report.zones.flatMap((zone) => (zone.by === 'ours' && !zone.differs ? [] : [words.zone(zone)])),
    ...report.unknownNames.map(({ name, events }) => `${name}: ${events}. ${io.invocation} calendar import ... --map "${name}=ID"`),
    ...report.others.map(({ kind, count: number }) => `${number} ${kind.toUpperCase()}: not read.`),
    counts,
    outcome,
  ].join('\n');
}
