import { Command } from 'commander';
import { parseDuration } from '../../../shared/time/duration.ts';
import { DAY_MS } from '../../../shared/time/instant.ts';
import { archiveFolder, type Archived } from '../../archive/archive-folder.ts';
import { segmentsFolder } from '../../archive/segment.ts';
import { answering, type Answer, type CommonFlags } from '../answer.ts';
import { CliError, found, misused, reasonOf } from '../cli-error.ts';
import { neededDataFolder } from '../connection.ts';
import type { Io } from '../io.ts';

/** `archive`: the old entries of a stopped relay into compressed files. */
export function archiveCommand(io: Io): Command {
  return new Command('archive')
    .summary('move old entries of the log into compressed files')
    .description(
      `Moves the text of old entries out of a relay’s database into compressed files in its folder (${segmentsFolder}/), each proven byte for byte before anything is taken out, and gives the room back. Nothing is lost: every entry is read, audited and backed up as before. The newest 2,000 entries stay. The relay must be stopped; one that runs does it by itself with --archive-after.`,
    )
    .requiredOption('--before <age>', 'what is older than this, like 90d; at least 1d')
    .option('--data <dir>', 'the relay’s data folder (env WATCHBELL_DATA)')
    .option('--json', 'print one JSON value instead of text')
    .addHelpText('after', '\nExample:\n  watchbell archive --data /var/lib/watchbell --before 90d')
    .action(answering(io, async (flags: CommonFlags & { before: string }) => archive(io, flags)));
}

async function archive(io: Io, flags: CommonFlags & { before: string }): Promise<Answer> {
  const data = neededDataFolder(io, flags);
  const ageMs = parseDuration(flags.before);
  if (ageMs === undefined || ageMs < DAY_MS) {
    throw new CliError(misused, `"${flags.before}" is not an age.`, 'Give --before a duration of at least a day, like 90d.');
  }
  let archived: Archived;
  try {
    archived = await archiveFolder(data, { before: io.now() - ageMs, full: false });
  } catch (error) {
    const reason = reasonOf(error).replace(/\.$/, '');
    throw new CliError(found, `Not everything was archived: ${reason}.`, 'The log is whole. Put that right, then run it again.');
  }
  const { segments, before, after, notGivenBack } = archived;
  const entries = segments.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  return {
    json: {
      data,
      entries,
      segments: segments.map(({ first, last, file, sha256, bytes: length }) => ({ first, last, file, sha256, bytes: length })),
      databaseBytes: { before, after },
      ...(notGivenBack === undefined ? {} : { notGivenBack }),
    },
    text: (style) =>
      [
        style.green(entries === 0 ? 'Nothing is old enough to be archived.' : `Archived and proven: ${entries} entries`),
        ...segments.map(({ first, last, file }) => `  Entries   ${first} to ${last} in ${segmentsFolder}/${file}`),
        ...(entries === 0 ? [] : [`  Files     ${megabytes(bytes)}, beside the log and part of every backup`]),
        `  Database  ${megabytes(before)} before, ${megabytes(after)} now`,
        ...(notGivenBack === undefined
          ? []
          : [style.red(`  The room in the database was not given back: ${notGivenBack}. New entries use it.`)]),
      ].join('\n'),
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
