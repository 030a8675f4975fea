import { Command } from 'commander';
import { conditionFrom } from '../../../shared/noise/matcher.ts';
import { answering, withCommonOptions, type Answer, type CommonFlags } from '../answer.ts';
import { CliError, misused } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { MaintenanceList, SilenceEnded, SilenceList, SilenceMade } from '../noise-answers.ts';
import { calendarText, localZone, relativeText } from '../output/moment-text.ts';
import type { Style } from '../output/style.ts';
import { table } from '../output/table.ts';
import { operatorClient } from '../relay-client.ts';
import { durationGiven, momentGiven } from '../schedule-values.ts';

interface SilenceFlags extends CommonFlags {
  name?: string;
  when?: string;
  for?: string;
  from?: string;
  until?: string;
}

/** `silence`: keeps pages back by a matcher, until an end; `silence end` ends one early. */
export function silenceCommand(io: Io): Command {
  const end = withCommonOptions(
    new Command('end')
      .summary('end a silence early; what still fires rings')
      .description('Ends a silence at once; what it kept back and still fires rings, unless something else keeps it back.')
      .argument('<silence>', 'its id or its name; "silences" lists them')
      .addHelpText('after', '\nExample:\n  watchbell silence end "Moving the disks"')
      .action(
        answering(io, async (flags: CommonFlags, id: string) => {
          const client = operatorClient(io, flags);
          const { silences } = await client.get('/v1/silences', SilenceList);
          const named = silences.filter((each) => each.id === id || each.name.toLowerCase() === id.toLowerCase());
          if (named.length > 1) {
            throw new CliError(
              misused,
              `${named.length} silences are called "${id}".`,
              `Say which: ${io.invocation} silence end ${named[0]?.id}`,
            );
          }
          const [meant = { id, name: id }] = named;
          const ended = await client.delete(`/v1/silences/${encodeURIComponent(meant.id)}`, SilenceEnded);
          return { json: ended, text: (style) => `${style.bold(meant.name)}: ${style.green('ended')}.${freed(ended.released)}` };
        }),
      ),
  );
  const command = new Command('silence')
    .summary('page nobody for what matches, until an end')
    .description('Keeps what matches from paging anybody until an end. It stays in sight as suppressed, and rings if it still fires then.')
    .optionsGroup('What to silence:')
    .option('--when <condition>', 'for example service=checkout, or host=~"db.*",severity!=critical')
    .option('--name <text>', 'what it is for')
    .optionsGroup('How long:')
    .option('--for <duration>', 'from now, or from --from, for example 2h')
    .option('--until <moment>', 'with its offset, for example 2026-12-24T18:00:00+01:00')
    .option('--from <moment>', 'when it begins, with its offset (at once)')
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell silence --for 2h --when service=checkout --name "Moving the disks"\n  watchbell silence end "Moving the disks"',
    )
    .action(answering(io, async (flags: SilenceFlags) => silence(io, flags)));
  withCommonOptions(command);
  // What stands after "end" is meant for it, though both take the same options.
  command.enablePositionalOptions().addCommand(end);
  return command;
}

async function silence(io: Io, { when, name, for: length, from, until, ...flags }: SilenceFlags): Promise<Answer> {
  const usage = `See: ${io.invocation} silence --help`;
  if (when === undefined || name === undefined) {
    throw new CliError(misused, 'Say what to silence with --when, and what it is for with --name.', usage);
  }
  if ((length === undefined) === (until === undefined)) {
    throw new CliError(misused, 'Say how long: either --for or --until.', usage);
  }
  const condition = conditionFrom(when);
  if ('problem' in condition) {
    throw new CliError(misused, `${condition.problem}.`, usage);
  }
  if (length !== undefined) {
    durationGiven(length);
  }
  const said = { name, when: condition, for: length, from: momentGiven(from), until: momentGiven(until) };
  const made = await operatorClient(io, flags).post('/v1/silences', said, SilenceMade);
  const {
    silence: { id, whenText, from: begin, until: end, status },
    fits,
  } = made;
  const shown = (at: string) => calendarText(Date.parse(at), io.now(), localZone());
  const times = `${status === 'pending' && begin !== undefined ? `from ${shown(begin)} ` : ''}until ${shown(end)}`;
  return {
    json: made,
    text: (style) =>
      [
        `${style.bold(name)}: ${style.green('silenced')} ${times}.`,
        `Pages nobody when ${whenText}; what rings already goes on.`,
        ...(fits ? [fitting(fits, style)] : []),
        `To end it early: ${io.invocation} silence end ${id}`,
      ].join('\n'),
  };
}

/** What the matcher fits of what there is and was: a slip in it is seen before the night. */
function fitting({ open, over }: { open: number; over: number }, style: Style): string {
  return open + over === 0
    ? style.yellow('It fits no incident that is open or was lately; if that surprises you, look at --when again.')
    : `It fits ${open} open ${open === 1 ? 'incident' : 'incidents'}, and ${over} of the last day that ${over === 1 ? 'is' : 'are'} over.`;
}

function freed(count: number): string {
  return count === 0 ? '' : ` It kept ${count} ${count === 1 ? 'incident' : 'incidents'} from paging.`;
}

/** `silences`: what is silenced now and later. */
export function silencesCommand(io: Io): Command {
  return new Command('silences')
    .summary('list silences')
    .description('Lists the silences that hold or are to come, and how many incidents each keeps from paging.')
    .option('--all', 'those that have ended too')
    .addHelpText('after', '\nExample:\n  watchbell silences')
    .action(
      answering(io, async (flags: CommonFlags & { all?: boolean }) => {
        const path = `/v1/silences${flags.all === true ? '?status=all' : ''}`;
        const list = await operatorClient(io, flags).get(path, SilenceList);
        const columns = [
          { title: 'ID' },
          { title: 'STATUS' },
          { title: 'NAME', shrinks: true },
          { title: 'WHEN', shrinks: true },
          { title: 'ENDS' },
          { title: 'KEEPS' },
        ];
        const rows = list.silences.map(({ id, status, name, whenText, until, suppressed }) => [
          id,
          status,
          name,
          whenText,
          relativeText(Date.parse(until), io.now()),
          String(suppressed),
        ]);
        return { json: list, text: (style) => (rows.length === 0 ? 'Nothing is silenced.' : table(columns, rows, style)) };
      }),
    );
}

/** `maintenance`: the maintenance windows, and which lasts now. */
export function maintenanceCommand(io: Io): Command {
  return new Command('maintenance')
    .summary('list maintenance windows')
    .description('Lists the maintenance windows of the workspace, which of them lasts, and when each begins or ends next.')
    .addHelpText('after', '\nExample:\n  watchbell maintenance')
    .action(
      answering(io, async (flags: CommonFlags) => {
        const list = await operatorClient(io, flags).get('/v1/maintenance', MaintenanceList);
        const zone = localZone();
        const columns = [
          { title: 'ID' },
          { title: 'NAME', shrinks: true },
          { title: 'OF', shrinks: true },
          { title: 'NOW' },
          { title: 'NEXT' },
          { title: 'KEEPS' },
        ];
        const rows = list.maintenance.map(({ id, name, services, whenText, activeUntil, nextEdge, suppressed }) => [
          id,
          name,
          [...(services ?? []), ...(whenText === undefined ? [] : [whenText])].join(', '),
          activeUntil === undefined ? 'no' : `until ${calendarText(Date.parse(activeUntil), io.now(), zone)}`,
          activeUntil !== undefined || nextEdge === undefined ? '' : calendarText(Date.parse(nextEdge), io.now(), zone),
          String(suppressed),
        ]);
        return { json: list, text: (style) => (rows.length === 0 ? 'There are no maintenance windows.' : table(columns, rows, style)) };
      }),
    );
}
