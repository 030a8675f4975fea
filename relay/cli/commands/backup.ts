import { existsSync } from 'node:fs';
import { Command } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { isoOf } from '../../../shared/time/instant.ts';
import { takeBackup } from '../../backup/take-backup.ts';
import { BadBackup, type Manifest } from '../../backup/verify-backup.ts';
import { answering, type Answer, type CommonFlags } from '../answer.ts';
import { CliError, found, misused, reasonOf } from '../cli-error.ts';
import { neededDataFolder } from '../connection.ts';
import { pathIn, type Io } from '../io.ts';

/** `backup`: a proven copy of a relay's data folder. */
export function backupCommand(io: Io): Command {
  return new Command('backup')
    .summary('take a backup of a relay')
    .description(
      'Copies a relay’s data folder, whether the relay runs or not: the log, its keys and secrets, calendar addresses, contacts. The copy is proven entry by entry before it gets its name. Keep it as safe as the folder itself, best on another disk.',
    )
    .requiredOption('--to <folder>', 'the backup to make; it must not exist yet')
    .option('--data <dir>', 'the relay’s data folder (env WATCHBELL_DATA)')
    .option('--json', 'print one JSON value instead of text')
    .addHelpText('after', '\nExample:\n  watchbell backup --data /var/lib/watchbell --to /mnt/backups/watchbell-2026-12-24')
    .action(answering(io, async (flags: CommonFlags & { to: string }) => backup(io, flags)));
}

async function backup(io: Io, flags: CommonFlags & { to: string }): Promise<Answer> {
  const data = neededDataFolder(io, flags);
  const to = pathIn(io, flags.to);
  if (existsSync(to)) {
    throw new CliError(misused, `${flags.to} exists already.`, 'Choose another name: a backup is never overwritten.');
  }
  let manifest: Manifest;
  try {
    manifest = takeBackup({ data, to, takenAt: io.now(), version: packageJson.version });
  } catch (error) {
    throw error instanceof BadBackup
      ? new CliError(found, `No backup was made. ${error.message}`, 'See docs/backup.md for what to do about a damaged log.')
      : new CliError(found, `No backup was made: ${reasonOf(error)}.`, `Check that ${data} can be read and ${flags.to} written.`);
  }
  return {
    json: { backup: to, ...manifestRecord(manifest) },
    text: (style) => [style.green(`Backup made and proven: ${flags.to}`), ...manifestLines(manifest)].join('\n'),
  };
}

/** A backup as scripts read it. */
export function manifestRecord({ takenAt, lastAt, files, entries, head, log, version }: Manifest): Record<string, unknown> {
  return {
    takenAt: isoOf(takenAt),
    version,
    log,
    entries,
    head,
    lastAt: lastAt === undefined ? null : isoOf(lastAt),
    files: Object.keys(files),
  };
}

/** A backup as people read it. */
export function manifestLines({ takenAt, lastAt, files, entries, head, log }: Manifest): string[] {
  return [
    `  Taken     ${isoOf(takenAt)}`,
    `  Entries   ${entries}${lastAt === undefined ? '' : `, the last of ${isoOf(lastAt)}`}`,
    `  Log       ${log}`,
    `  Head      ${head}`,
    `  Files     ${Object.keys(files).join(', ')}`,
  ];
}
