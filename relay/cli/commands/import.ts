import { existsSync, writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { importFrom, sources, type Imported } from '../../../shared/import/import-from.ts';
import { countsOf, type ReportEntry } from '../../../shared/import/report.ts';
import { parseIso } from '../../../shared/time/instant.ts';
import { CliError, found, misused, reasonOf } from '../cli-error.ts';
import { readExport } from '../import-files.ts';
import { coverageWarnings, importReportText } from '../import-report.ts';
import { pathIn, type Io } from '../io.ts';
import { styleFor } from '../output/style.ts';

interface ImportFlags {
  from: keyof typeof sources;
  out?: string;
  report?: string;
  at?: string;
  force?: boolean;
  json?: boolean;
}

/** `import`: another system's export into a workspace file, and what became of everything in it. */
export function importCommand(io: Io): Command {
  return new Command('import')
    .summary('turn another system’s export into a workspace file')
    .description(
      'Turns an export of another system into a workspace file for "apply", and says of everything in it what became of it. Keys and other secrets stay where they are. Ends with 1 when something was approximated or left out.',
    )
    .argument('<path>', 'the export: a file, or a folder of files')
    .addOption(new Option('--from <system>', 'where the export comes from').choices(Object.keys(sources)).makeOptionMandatory())
    .option('--out <file>', 'write the workspace file here; printed unless given')
    .option('--report <file>', 'write the report here as JSON')
    .option('--at <moment>', 'when the export was made, with its offset (now)')
    .option('--force', 'write over files that are there')
    .option('--json', 'print the workspace and the report as one JSON value')
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell import --from pagerduty export/ --out workspace.yaml --report report.json\n  watchbell import --from alertmanager alertmanager.yml > workspace.yaml',
    )
    .action((path: string, flags: ImportFlags) => act(io, path, flags));
}

function act(io: Io, path: string, flags: ImportFlags): void {
  const targets = [flags.out, flags.report].filter((target) => target !== undefined);
  targets.forEach((target) => refuseOverwriting(io, target, flags.force === true));
  const now = flags.at === undefined ? io.now() : parseIso(flags.at);
  if (now === undefined) {
    throw new CliError(misused, `"${flags.at ?? ''}" is not a moment.`, 'Write it with its offset, for example 2026-12-24T18:00:00+01:00.');
  }
  const { files, others } = readExport(io, path);
  const { yaml, report } = checked(importFrom(sources[flags.from], files, { now }), others, now);
  refuseNothing(path, sources[flags.from], report.entries);
  const { out, report: reportFile } = flags;
  if (out !== undefined) {
    write(io, out, yaml);
  }
  if (reportFile !== undefined) {
    write(io, reportFile, `${JSON.stringify(report, undefined, 2)}\n`);
  }
  if (flags.json === true) {
    io.stdout.write(`${JSON.stringify({ workspace: yaml, report }, undefined, io.stdout.isTTY === true ? 2 : undefined)}\n`);
  } else if (out === undefined) {
    io.stdout.write(yaml);
    io.stderr.write(`${importReportText(report, styleFor(io.stderr, io.env))}\n`);
  } else {
    io.stdout.write(
      `${importReportText(report, styleFor(io.stdout, io.env))}\nWritten to ${out}. See what it would change: ${io.invocation} apply ${out} --dry-run\n`,
    );
  }
  io.exitWith(report.counts.approximated + report.counts['not-converted'] > 0 ? found : 0);
}

function refuseNothing(path: string, { title }: { title: string }, entries: readonly ReportEntry[]): void {
  if (entries.length === 0) {
    throw new CliError(
      misused,
      `${path} holds nothing that an export of ${title} has.`,
      'Nothing was written. docs/import.md says how to get an export.',
    );
  }
}

/** What was made, with the files nobody read and what coverage says. What "apply" would not take is not written. */
function checked(
  { yaml, definitions, problems, report }: Imported,
  others: readonly string[],
  now: number,
): Pick<Imported, 'yaml' | 'report'> {
  if (!definitions) {
    const lines = problems.slice(0, 20).map(({ path, message }) => `${path}: ${message}`);
    throw new CliError(
      found,
      `What was made of it is no workspace:\n${lines.join('\n')}`,
      'Nothing was written. This is a mistake of the importer; please report it.',
      { report },
    );
  }
  const entries = [
    ...report.entries,
    ...others.map((path): ReportEntry => ({ path, kind: 'file', outcome: 'not-converted', said: ['It is neither JSON nor YAML.'] })),
  ];
  return {
    yaml,
    report: { ...report, entries, counts: countsOf(entries), warnings: [...report.warnings, ...coverageWarnings(definitions, now)] },
  };
}

function refuseOverwriting(io: Io, target: string, isForced: boolean): void {
  if (!isForced && existsSync(pathIn(io, target))) {
    throw new CliError(misused, `${target} is there already.`, 'Nothing was written. Take another name, or add --force to write over it.');
  }
}

function write(io: Io, target: string, text: string): void {
  try {
    writeFileSync(pathIn(io, target), text);
  } catch (error) {
    throw new CliError(misused, `${target} cannot be written: ${reasonOf(error)}.`, 'Check the path.');
  }
}
