import { Command, Option } from 'commander';
import type { ScheduleCommandName } from '../../../shared/schedule/command-names.ts';
import { scheduleCommands } from '../../../shared/schedule/schedule-commands.ts';
import { answering, type Answer, type CommonFlags } from '../answer.ts';
import { CliError, misused } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { operatorClient } from '../relay-client.ts';
import { Edited, type Shown } from '../schedule-answers.ts';
import { scheduleArgument, shownSchedule } from './schedule-show.ts';

/** Every option an edit of a schedule may have; each command offers those it takes. */
export type EditFlags = Record<string, string | string[] | boolean | undefined>;

/** A sub-command of `schedule` that edits it. */
export interface EditCommand {
  name: ScheduleCommandName;
  summary: string;
  /** The words after the schedule, as commander writes them. */
  words?: readonly (readonly [word: string, explained: string])[];
  options: readonly Option[];
  example: string;
  done: string;
  /** Whether what is said leans on the schedule as it stands. */
  needsSchedule?: boolean;
  said(flags: EditFlags, words: readonly string[], schedule: Shown | undefined): Record<string, unknown>;
}

/** An edit of a schedule as a command: it shows what it does to each person, and does it unless it is only tried. */
export function editCommand(io: Io, edit: EditCommand): Command {
  const command = new Command(edit.name)
    .summary(edit.summary)
    .description(
      `${edit.summary.charAt(0).toUpperCase()}${edit.summary.slice(1)}. Tells what that does to each person, and what would be wrong that is not wrong now.`,
    )
    .argument('<schedule>', scheduleArgument);
  edit.words?.forEach(([word, explained]) => command.argument(word, explained));
  command.optionsGroup('What to change:');
  edit.options.forEach((option) => command.addOption(option));
  return command
    .optionsGroup('Options:')
    .option('--dry-run', 'tell what it would do, and change nothing; exit 1 when something would be wrong that is not wrong now')
    .addOption(new Option('--language <language>', 'the language of the sentences').choices(['en', 'fr']).default('en'))
    .addHelpText('after', `\nExamples:\n  watchbell schedule ${edit.example} --dry-run\n  watchbell schedule ${edit.example}`)
    .action(
      answering<CommonFlags & { dryRun?: boolean; language: string }, (string | string[] | undefined)[]>(io, async (flags, ...all) => {
        const [id = '', ...words] = all.flat().filter((word) => word !== undefined);
        const client = operatorClient(io, flags);
        const schedule = edit.needsSchedule === true ? (await shownSchedule(client, id)).schedule : undefined;
        const said = checkedHere(io, edit, edit.said(flags as unknown as EditFlags, words, schedule));
        const query = `dryRun=${flags.dryRun === true}&language=${flags.language}`;
        return editAnswer(io, edit, id, await client.post(`/v1/schedules/${encodeURIComponent(id)}/${edit.name}?${query}`, said, Edited));
      }),
    );
}

/** Checks by the relay's own schema before anything is sent; a sentence that says what is wrong. */
function checkedHere(io: Io, { name }: EditCommand, said: Record<string, unknown>): Record<string, unknown> {
  const parsed = scheduleCommands[name].input.safeParse(said);
  if (parsed.success) {
    return said;
  }
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new CliError(
    misused,
    `${where === '' ? '' : `${where}: `}${issue?.message ?? 'This is not valid'}.`,
    `See: ${io.invocation} schedule ${name} --help`,
  );
}

function editAnswer(io: Io, { done }: EditCommand, schedule: string, edited: Edited): Answer {
  const { dryRun, verdict, why, preview } = edited;
  const isFound = verdict === 'parked' || (dryRun && preview.newFindings.length > 0);
  return {
    json: edited,
    exitCode: isFound ? 1 : 0,
    text: (style) => {
      if (verdict !== 'applied') {
        const what = verdict === 'noop' ? 'nothing to do' : 'not done';
        return `${style.bold(schedule)}: ${style.yellow(what)}. ${why ?? ''}`.trim();
      }
      const head = dryRun ? style.yellow(`${done}, if you leave out --dry-run; nothing was changed`) : style.green(done);
      return [
        `${style.bold(schedule)}: ${head}.`,
        ...(preview.people.length === 0
          ? ['Nobody’s watches change in the next 90 days.']
          : preview.people.map(({ sentence }) => sentence)),
        ...preview.newFindings.map(({ sentence }) => `${style.red('new')} ${sentence}`),
        ...(dryRun ? [] : takeBack(io, schedule, edited)),
      ].join('\n');
    },
  };
}

/** How to take back what was just made, where a command does. */
function takeBack(io: Io, schedule: string, { made }: Edited): string[] {
  const call = (command: string, id: unknown) => [`To take it back: ${io.invocation} schedule ${command} ${schedule} ${String(id)}`];
  switch (made.type) {
    case 'override.added':
      return call('remove-override', (made.body['override'] as { id: string }).id);
    case 'swap.requested':
      return [
        `To answer it: ${io.invocation} schedule approve-swap ${schedule} ${String(made.body['swap'])}`,
        ...call('withdraw-swap', made.body['swap']),
      ];
    case 'swap.approved':
    case 'shift.taken':
      return call('undo-swap', made.body['swap']);
    default:
      return [];
  }
}
