import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { explainWords } from '../../../shared/explain/words.ts';
import { StepReason } from '../../../shared/incident/incident-events.ts';
import { severities, type Severity } from '../../../shared/log/severity.ts';
import { Simulator } from '../../../shared/simulation/simulator.ts';
import type { Habit } from '../../../shared/simulation/scenario.ts';
import { stepsOf, type SimulatedStep } from '../../../shared/simulation/steps.ts';
import { stateOfFile } from '../../../shared/simulation/workspace-state.ts';
import type { State } from '../../../shared/state/state.ts';
import { parseDuration } from '../../../shared/time/duration.ts';
import { isoOf, parseIso } from '../../../shared/time/instant.ts';
import { readWorkspaceFile } from '../../../shared/workspace/file.ts';
import { all, find, nameOf } from '../../../shared/workspace/workspace.ts';
import { answering, type CommonFlags } from '../answer.ts';
import { CliError, misused, reasonOf } from '../cli-error.ts';
import { pathIn, type Io } from '../io.ts';
import { calendarText, localZone, relativeText } from '../output/moment-text.ts';
import { table, type Cell } from '../output/table.ts';
import { operatorClient } from '../relay-client.ts';

interface SimulateFlags extends CommonFlags {
  service: string;
  severity: Severity;
  at?: string;
  for: string;
  title: string;
  answer: string[];
  away: string[];
  with: string[];
  file?: string;
}

const collected = (value: string, before: string[]) => [...before, value];

/** `simulate`: who would be paged, when and how, if something broke at a moment (C3). */
export function simulateCommand(io: Io): Command {
  return new Command('simulate')
    .summary('who would be paged, when and how, if something broke')
    .description(
      'Lets an incident begin at a moment and goes through it on virtual time, with the very engine that pages. Nobody is paged. Unless told otherwise nobody answers.',
    )
    .optionsGroup('What breaks:')
    .requiredOption('--service <id>', 'the service that breaks, by its id in the workspace')
    .addOption(new Option('--severity <severity>', 'how bad it is').choices(severities).default('critical'))
    .option('--at <moment>', 'when, with its offset, for example 2026-12-24T03:00:00+01:00; now unless given')
    .option('--for <duration>', 'how long to go on', '2h')
    .option('--title <text>', 'the incident’s title', 'Simulated incident')
    .option('--with <name=value>', 'something known of it, for conditions; several times', collected, [])
    .optionsGroup('Who does what:')
    .option('--answer <person=duration>', 'acknowledges so long after hearing it; several times', collected, [])
    .option('--away <person>', 'none of their devices is there; several times', collected, [])
    .optionsGroup('Which workspace:')
    .option('--file <file>', 'a workspace file, instead of the relay’s workspace: tomorrow’s policy before it is applied')
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell simulate --service payments --at 2026-11-29T03:00:00+01:00\n  watchbell simulate --service payments --file tomorrow.yaml --answer bo=4m --away ana',
    )
    .action(
      answering(io, async (flags: SimulateFlags) => {
        const state = await workspaceState(io, flags);
        const { at, until } = spanOf(io, flags);
        checkKnown(state, flags);
        const simulator = new Simulator(state, at, habitsOf(flags, at, until));
        simulator.plan({ at, title: flags.title, service: flags.service, severity: flags.severity, known: knownOf(flags.with) });
        simulator.run(until);
        const steps = stepsOf(simulator.happenings);
        return {
          json: {
            at: isoOf(at),
            until: isoOf(until),
            steps: steps.map((step) => ({ ...step, at: isoOf(step.at) })),
            happenings: simulator.happenings.map((happening) => ({ ...happening, at: isoOf(happening.at) })),
          },
          text: (style) => {
            const name = (person: string) => nameOf(state.workspace, 'person', person);
            const columns = [
              { title: 'AFTER' },
              { title: 'AT' },
              { title: 'WHAT', shrinks: true },
              { title: 'WHO', shrinks: true },
              { title: 'WHY', shrinks: true },
            ];
            const rows = steps.map((step): Cell[] => [
              relativeText(step.at, at).replace(/^in /, '+').replace('just now', '+0 s'),
              calendarText(step.at, io.now(), localZone()),
              whatText(step),
              step.people.map(name).join(', '),
              whyText(step),
            ]);
            const head = `${flags.severity} on ${nameOf(state.workspace, 'service', flags.service)} at ${calendarText(at, io.now(), localZone())}; nobody is really paged.`;
            return `${style.bold(head)}\n${rows.length === 0 ? 'Nobody would be paged.' : table(columns, rows, style)}`;
          },
          exitCode: steps.some(({ what, people }) => what === 'step' && people.length > 0) ? 0 : 1,
        };
      }),
    );
}

const lastResort: ReadonlySet<string> = new Set(['path-exhausted', 'nobody-answered']);

function whyText({ what, why, outcome }: SimulatedStep): string {
  const reason = StepReason.safeParse(why);
  const said = reason.success ? explainWords.en.reason[reason.data] : why === 'repeat-until-ack' ? '' : why;
  return what !== 'step' || outcome === 'paged' ? said : `${said}; it ${outcome === 'nobody' ? 'leads to nobody' : `is ${outcome}`}`;
}

function whatText({ what, level, pages, channels, why }: SimulatedStep): string {
  switch (what) {
    case 'step':
      return `${lastResort.has(why) ? 'last resort' : `level ${level ?? 1}`}${channels.length > 0 ? `, says it in ${channels.join(', ')}` : ''}`;
    case 'pages':
      return `hears ${pages === 1 ? 'a page' : `${pages} pages`}`;
    case 'acknowledged':
    case 'resolved':
    case 'escalated':
    case 'called':
      return what;
    case 'lapsed':
      return 'rings again';
    case 'room':
      return `opens ${channels.join(', ')}`;
  }
}

async function workspaceState(io: Io, flags: SimulateFlags): Promise<State> {
  let text: string;
  if (flags.file === undefined) {
    text = await operatorClient(io, flags).getText('/v1/workspace');
  } else {
    try {
      text = readFileSync(pathIn(io, flags.file), 'utf8');
    } catch (error) {
      throw new CliError(misused, `${flags.file} cannot be read: ${reasonOf(error)}.`, 'Check the path.');
    }
  }
  const { definitions, problems } = readWorkspaceFile(text);
  if (!definitions) {
    const lines = problems.map(({ line, column, message }) => `${flags.file ?? 'workspace'}:${line}:${column}: ${message}`);
    throw new CliError(misused, lines.join('\n'), 'Mend the file and simulate again.', { problems });
  }
  return stateOfFile(definitions);
}

function spanOf(io: Io, flags: SimulateFlags): { at: number; until: number } {
  const at = flags.at === undefined ? io.now() : parseIso(flags.at);
  const forMs = parseDuration(flags.for);
  if (at === undefined) {
    throw new CliError(misused, `"${flags.at ?? ''}" is not a moment.`, 'Write it with its offset, for example 2026-12-24T03:00:00+01:00.');
  }
  if (forMs === undefined || forMs > 366 * 24 * 3_600_000) {
    throw new CliError(misused, `"${flags.for}" is not a duration of at most a year.`, 'Write for example 2h or 1d.');
  }
  return { at, until: at + forMs };
}

function checkKnown({ workspace }: State, flags: SimulateFlags): void {
  if (!find(workspace, 'service', flags.service)) {
    const known = all(workspace, 'service')
      .map(({ id }) => id)
      .join(', ');
    throw new CliError(misused, `There is no service "${flags.service}".`, `The workspace has: ${known === '' ? 'none yet' : known}.`);
  }
  const people = [...flags.answer.map((each) => each.split('=')[0] ?? ''), ...flags.away];
  const unknown = people.find((person) => !find(workspace, 'person', person));
  if (unknown !== undefined) {
    throw new CliError(misused, `There is no person "${unknown}" in the workspace.`, 'Use an id of "people" in the workspace file.');
  }
}

function habitsOf({ answer, away }: SimulateFlags, at: number, until: number): Map<string, Habit> {
  const habits = new Map<string, Habit>(away.map((person) => [person, { away: [{ from: at, until }] }]));
  for (const each of answer) {
    const [person = '', text = ''] = each.split('=');
    const answersAfterMs = parseDuration(text);
    if (answersAfterMs === undefined) {
      throw new CliError(misused, `"${each}" does not say how long they take.`, 'Write for example --answer bo=4m.');
    }
    habits.set(person, { ...habits.get(person), answersAfterMs });
  }
  return habits;
}

function knownOf(given: readonly string[]): Record<string, string | number | boolean> {
  return Object.fromEntries(
    given.map((each) => {
      const [name = '', ...rest] = each.split('=');
      const value = rest.join('=');
      return [
        name,
        value === 'true' || value === 'false' ? value === 'true' : value !== '' && Number.isFinite(Number(value)) ? Number(value) : value,
      ];
    }),
  );
}
