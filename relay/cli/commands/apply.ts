import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { readWorkspaceFile, type FileDefinitions } from '../../../shared/workspace/file.ts';
import { answering, type CommonFlags } from '../answer.ts';
import { CliError, misused, reasonOf } from '../cli-error.ts';
import { pathIn, type Io } from '../io.ts';
import type { Style } from '../output/style.ts';
import { Applied } from '../relay-answers.ts';
import { operatorClient } from '../relay-client.ts';
import { changedTexts } from '../workspace-values.ts';

const marks = { added: '+', changed: '~', removed: '-' } as const;

/** `apply`: brings the workspace to what a file says. */
export function applyCommand(io: Io): Command {
  return new Command('apply')
    .summary('bring the workspace to what a file says')
    .description(
      'Shows what a workspace file changes, and what that does to each person on call, then changes it: people, schedules, policies, services and integrations. What the file no longer names is removed. A file with a mistake changes nothing and says where the mistake is.',
    )
    .argument('<file>', 'the workspace file (YAML); "export" writes one')
    .option('--dry-run', 'show what would change, and change nothing')
    .addHelpText('after', '\nExamples:\n  watchbell apply workspace.yaml --dry-run\n  watchbell apply workspace.yaml')
    .action(
      answering(io, async (flags: CommonFlags & { dryRun?: boolean }, file: string) => {
        const text = readFile(io, file);
        const wanted = readWanted(file, text);
        const client = operatorClient(io, flags);
        const { definitions: present } = readWorkspaceFile(await client.getText('/v1/workspace'));
        const answer = await client.post('/v1/workspace', { text, dryRun: flags.dryRun === true }, Applied);
        return {
          json: answer,
          text: (style) => differenceText(io, file, answer, { present, wanted }, style),
        };
      }),
    );
}

function readFile(io: Io, file: string): string {
  try {
    return readFileSync(pathIn(io, file), 'utf8');
  } catch (error) {
    throw new CliError(misused, `${file} cannot be read: ${reasonOf(error)}.`, 'Nothing was changed. Check the path.');
  }
}

/** Checked here before anything is sent, so that a broken file cannot even reach the relay. */
function readWanted(file: string, text: string): FileDefinitions {
  const { definitions, problems } = readWorkspaceFile(text);
  if (!definitions) {
    const lines = problems.map(
      ({ line, column, path, message }) => `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`,
    );
    throw new CliError(misused, lines.join('\n'), 'Nothing was changed. Mend the file and apply it again.', { file, problems });
  }
  return definitions;
}

function differenceText(
  io: Io,
  file: string,
  { applied, changes, impacts, gone, warnings }: Applied,
  values: { present: FileDefinitions | undefined; wanted: FileDefinitions },
  style: Style,
): string {
  const warned = warnings.map(({ line, column, message }) => `${style.yellow('warning')} ${file}:${line}:${column}: ${message}`);
  if (changes.length === 0) {
    return [...warned, `The workspace is already as ${file} says; nothing to change.`].join('\n');
  }
  const kindWidth = Math.max(...changes.map(({ kind }) => kind.length));
  const idWidth = Math.max(...changes.map(({ id }) => id.length));
  const paint = { added: style.green, changed: style.yellow, removed: style.red };
  const lines = changes.map((change) => {
    const head = `${marks[change.change]} ${change.kind.padEnd(kindWidth)}  ${change.id.padEnd(idWidth)}`;
    return `  ${paint[change.change](head)}  ${changedTexts(change, values).join(', ')}`.trimEnd();
  });
  const count = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
  const outcome = applied ? `${count} applied.` : `${count}, none made yet. To make them: ${io.invocation} apply ${file}`;
  const people = impacts.map(({ schedule, sentence }) => `    ${schedule}: ${sentence}`);
  const ended = gone.map((each) => `${style.yellow('warning')} ${goneText(each)}`);
  return [...lines, ...people, ...ended, ...warned, outcome].join('\n');
}

function goneText({ kind, name, open }: Applied['gone'][number]): string {
  return kind === 'integration'
    ? `The key of “${name}” ends with it: alerts sent with it are refused.`
    : `${open} open ${open === 1 ? 'incident is' : 'incidents are'} of “${name}”, which goes; whom the path still finds is paged, then the catch-all.`;
}
