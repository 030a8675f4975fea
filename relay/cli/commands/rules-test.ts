import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { parse } from 'yaml';
import { z } from 'zod';
import { formatDuration } from '../../../shared/time/duration.ts';
import { readWorkspaceFile } from '../../../shared/workspace/file.ts';
import { answering, type CommonFlags } from '../answer.ts';
import { CliError, misused, reasonOf } from '../cli-error.ts';
import { pathIn, type Io } from '../io.ts';
import { table, type Cell } from '../output/table.ts';
import type { Style } from '../output/style.ts';
import { operatorClient } from '../relay-client.ts';

const Ruling = z.looseObject({
  severity: z.string(),
  priority: z.string().optional(),
  service: z.string(),
  policy: z.string(),
  pages: z.array(z.string()),
  suppressed: z.boolean(),
  pauseMs: z.number().optional(),
  tags: z.array(z.string()),
  known: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
type Ruling = z.infer<typeof Ruling>;
const Tried = z.looseObject({
  against: z.string(),
  tried: z.int(),
  changed: z.int(),
  byField: z.record(z.string(), z.int()),
  applied: z.record(z.string(), z.int()),
  alerts: z.array(
    z.looseObject({
      incident: z.looseObject({ id: z.string(), number: z.int().optional() }),
      title: z.string(),
      changed: z.array(z.string()),
      before: Ruling,
      after: Ruling,
    }),
  ),
  warnings: z.array(z.looseObject({ path: z.string(), message: z.string() })),
});
type Tried = z.infer<typeof Tried>;

/** `rules test`: what other rules would have made of the latest alerts. */
export function rulesTestCommand(io: Io): Command {
  return new Command('test')
    .summary('what rules would have made of the latest alerts')
    .description(
      'Puts the latest alerts once more to the rules in force and to those of a file, and shows what would have been otherwise: nobody is paged and nothing changes. Without a file, shows what the rules in force do that no rules would not. The exit code is 1 when something would be otherwise.',
    )
    .argument('[file]', 'a workspace file, or one with nothing but routingRules')
    .option('--last <count>', 'how many alerts to try', '100')
    .addHelpText('after', '\nExamples:\n  watchbell rules test new-rules.yaml --last 3\n  watchbell rules test --json')
    .action(
      answering(io, async (flags: CommonFlags & { last: string }, file: string | undefined) => {
        const last = Number(flags.last);
        if (!Number.isInteger(last) || last < 1 || last > 1000) {
          throw new CliError(misused, `"${flags.last}" alerts cannot be tried.`, 'Give --last a whole number from 1 to 1000.');
        }
        const rules = file === undefined ? undefined : rulesOf(io, file);
        const answer = await operatorClient(io, flags)
          .post('/v1/routing-rules/dry-run', { last, ...(rules === undefined ? {} : { rules }) }, Tried)
          .catch((error: unknown) => {
            throw withPlaces(error, file ?? '');
          });
        return { json: answer, text: (style) => triedText(answer, style), exitCode: answer.changed > 0 ? 1 : 0 };
      }),
    );
}

/** The routing rules a file speaks of. A whole workspace file is checked here, where the lines are known. */
function rulesOf(io: Io, file: string): unknown {
  let text: string;
  let content: unknown;
  try {
    text = readFileSync(pathIn(io, file), 'utf8');
    content = parse(text, { maxAliasCount: 100 });
  } catch (error) {
    throw new CliError(misused, `${file} cannot be read: ${reasonOf(error)}.`, 'Nothing was tried. Check the path and the file.');
  }
  const rules = z.object({ routingRules: z.unknown(), organisation: z.unknown() }).partial().safeParse(content).data;
  if (rules?.routingRules === undefined) {
    throw new CliError(misused, `${file} has no routingRules.`, 'Write them as in a workspace file, under routingRules.');
  }
  const { problems } = rules.organisation === undefined ? { problems: [] } : readWorkspaceFile(text);
  if (problems.length > 0) {
    const lines = problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
    throw new CliError(misused, lines.join('\n'), 'Nothing was tried. Mend the file and try again.', { file, problems });
  }
  return rules.routingRules;
}

function withPlaces(error: unknown, file: string): unknown {
  const problems =
    error instanceof CliError
      ? z.array(z.object({ path: z.string(), message: z.string() })).safeParse(error.more['problems']).data
      : undefined;
  return problems === undefined || !(error instanceof CliError)
    ? error
    : new CliError(
        misused,
        problems.map(({ path, message }) => `${file}: ${path}: ${message}`).join('\n'),
        'Nothing was tried. Mend the file and try again.',
        error.more,
      );
}

function triedText({ against, tried, changed, applied, alerts, warnings }: Tried, style: Style): string {
  const warned = warnings.map(({ path, message }) => `${style.yellow('warning')} ${path}: ${message}`);
  if (tried === 0) {
    return [...warned, 'There are no alerts in the log yet; nothing could be tried.'].join('\n');
  }
  const rows = alerts
    .filter((alert) => alert.changed.length > 0)
    .map(({ incident, title, changed: fields, before, after }): Cell[] => [
      incident.number === undefined ? '' : `#${incident.number}`,
      title,
      fields.map((field) => changeText(field, before, after)).join('; '),
    ]);
  const unused = Object.entries(applied).flatMap(([rule, count]) => (count === 0 ? [rule] : []));
  const alike = `${changed} of the last ${tried} ${tried === 1 ? 'alert' : 'alerts'} would be otherwise than by ${against}.`;
  return [
    ...warned,
    ...(rows.length > 0 ? [table([{ title: '#' }, { title: 'ALERT', shrinks: true }, { title: 'WOULD BE' }], rows, style)] : []),
    alike,
    ...(unused.length > 0 ? [`Applied to none of them: ${unused.join(', ')}.`] : []),
  ].join('\n');
}

function changeText(field: string, before: Ruling, after: Ruling): string {
  const name = field === 'pauseMs' ? 'pause' : field;
  return `${name} ${valueText(field, before[field])} → ${valueText(field, after[field])}`;
}

function valueText(field: string, value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(String).join(', ') || (field === 'pages' ? 'nobody' : 'none');
  }
  if (typeof value === 'object' && value !== null) {
    return (
      Object.entries(value)
        .map(([name, each]) => `${name}=${String(each)}`)
        .join(' ') || 'none'
    );
  }
  if (typeof value === 'number') {
    return formatDuration(value);
  }
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'string' ? value : 'none';
}
