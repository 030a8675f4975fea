import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { withCommonOptions } from './answer.ts';
import { CliError, found, misused } from './cli-error.ts';
import { answerCommands } from './commands/answer-incident.ts';
import { applyCommand } from './commands/apply.ts';
import { archiveCommand } from './commands/archive.ts';
import { auditCommand } from './commands/audit.ts';
import { backupCommand } from './commands/backup.ts';
import { balanceCommand } from './commands/balance.ts';
import { calendarCommand } from './commands/calendar.ts';
import { changeCommands } from './commands/change-incident.ts';
import { deliveriesCommand } from './commands/deliveries.ts';
import { devicesCommand } from './commands/devices.ts';
import { digestCommand } from './commands/digest.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { incidentsCommand } from './commands/incidents.ts';
import { integrationCommand } from './commands/integration.ts';
import { oncallCommand } from './commands/oncall.ts';
import { pairCommand } from './commands/pair.ts';
import { peopleCommand } from './commands/people.ts';
import { personCommand } from './commands/person.ts';
import { providersCommand } from './commands/providers.ts';
import { restoreCommand } from './commands/restore.ts';
import { roomsCommand, updatesCommand } from './commands/rooms.ts';
import { rulesCommand } from './commands/rules.ts';
import { scheduleCommand } from './commands/schedule.ts';
import { schedulesCommand } from './commands/schedules.ts';
import { maintenanceCommand, silenceCommand, silencesCommand } from './commands/silences.ts';
import { simulateCommand } from './commands/simulate.ts';
import { subscribersCommand } from './commands/subscribers.ts';
import { testPageCommand } from './commands/test-page.ts';
import { triggerCommand } from './commands/trigger.ts';
import { tellingCommands } from './commands/update.ts';
import { verifyCommand } from './commands/verify.ts';
import { watchCommand } from './commands/watch.ts';
import type { Io } from './io.ts';
import { styleFor } from './output/style.ts';

/** Every command of `watchbell`. */
export function programFor(io: Io): Command {
  const program = new Command('watchbell')
    .description('Watchbell’s command line: page people, answer pages, see who is on call, change the workspace, prove the log.')
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .helpCommand('help [command]', 'explain a command')
    // A command that has commands of its own leaves them their options.
    .enablePositionalOptions()
    .addHelpText('after', '\nExit codes: 0 it went well, 1 something was found or the relay refused, 2 it was used wrongly.');
  const groups: readonly (readonly [string, readonly Command[]])[] = [
    ['Incidents:', [incidentsCommand(io), triggerCommand(io), ...answerCommands(io), ...changeCommands(io)].map(withCommonOptions)],
    ['Telling:', [...tellingCommands(io), updatesCommand(io), roomsCommand(io)].map(withCommonOptions)],
    [
      'On call:',
      [
        withCommonOptions(oncallCommand(io)),
        withCommonOptions(digestCommand(io)),
        withCommonOptions(devicesCommand(io)),
        deliveriesCommand(io),
        withCommonOptions(peopleCommand(io)),
        withCommonOptions(testPageCommand(io)),
        subscribersCommand(io),
        providersCommand(io),
        watchCommand(io),
        withCommonOptions(pairCommand(io)),
        calendarCommand(io),
      ],
    ],
    [
      'Schedules:',
      [withCommonOptions(schedulesCommand(io)), scheduleCommand(io), ...[verifyCommand(io), balanceCommand(io)].map(withCommonOptions)],
    ],
    [
      'Workspace:',
      [
        ...[applyCommand(io), exportCommand(io)].map(withCommonOptions),
        rulesCommand(io),
        importCommand(io),
        integrationCommand(io),
        personCommand(io),
      ],
    ],
    ['Noise:', [silenceCommand(io), ...[silencesCommand(io), maintenanceCommand(io)].map(withCommonOptions)]],
    ['Proof:', [withCommonOptions(explainCommand(io)), withCommonOptions(simulateCommand(io)), auditCommand(io)]],
    ['Keeping:', [backupCommand(io), restoreCommand(io), archiveCommand(io)]],
  ];
  for (const [group, commands] of groups) {
    program.commandsGroup(group);
    commands.forEach((command) => program.addCommand(command.helpGroup(group)));
  }
  everyCommand(program).forEach((command) => {
    command.exitOverride();
    // Commander's own sentence is told with ours, once, in `failed`.
    command.configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => helpWidth(io),
    });
  });
  return program;
}

function helpWidth({ stdout }: Io): number {
  return stdout.isTTY === true ? Math.min(stdout.columns ?? 80, 110) : 100;
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** Runs one command line and says what went wrong, as text or as JSON. */
export async function run(io: Io, argv: readonly string[]): Promise<void> {
  const program = programFor(io);
  try {
    if (argv.length === 0) {
      io.stderr.write(program.helpInformation());
      io.exitWith(misused);
      return;
    }
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    failed(io, argv, program, error);
  }
}

function failed(io: Io, argv: readonly string[], program: Command, error: unknown): void {
  if (error instanceof CommanderError && error.exitCode === 0) {
    return;
  }
  const { exitCode, message, advice, more } = asCliError(io, argv, program, error);
  if (argv.includes('--json')) {
    io.stdout.write(`${JSON.stringify({ error: message, advice, ...more })}\n`);
  } else {
    const style = styleFor(io.stderr, io.env);
    io.stderr.write(`${style.red(message)}\n${advice === '' ? '' : `${advice}\n`}`);
  }
  io.exitWith(exitCode);
}

/** The command that was meant, as it is typed: person verify. */
function commandIn({ commands }: Command, argv: readonly string[]): string[] {
  // Whatever stands before it is an option of the program's own.
  const at = argv.findIndex((word) => commands.some((each) => each.name() === word));
  const command = commands.find((each) => each.name() === argv[at]);
  return command === undefined ? [] : [command.name(), ...commandIn(command, argv.slice(at + 1))];
}

function asCliError(io: Io, argv: readonly string[], program: Command, error: unknown): CliError {
  if (error instanceof CliError) {
    return error;
  }
  if (error instanceof CommanderError) {
    const words = commandIn(program, argv);
    const what = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
    const sentence =
      what === '(outputHelp)' ? 'Say which command.' : `${what.charAt(0).toUpperCase()}${what.slice(1)}${/[.?)]$/.test(what) ? '' : '.'}`;
    return new CliError(misused, sentence, `See: ${[io.invocation, ...words, '--help'].join(' ')}`);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new CliError(found, `Something failed that should not have: ${reason}`, 'Please report it with what you typed.');
}
