import { Command } from 'commander';
import { restoreBackup, type Restored } from '../../backup/restore-backup.ts';
import { BadBackup } from '../../backup/verify-backup.ts';
import { answering, type Answer, type CommonFlags } from '../answer.ts';
import { CliError, found, reasonOf } from '../cli-error.ts';
import { neededDataFolder } from '../connection.ts';
import { pathIn, type Io } from '../io.ts';
import { manifestLines, manifestRecord } from './backup.ts';

/** `restore`: a backup in the place of a relay's data folder. */
export function restoreCommand(io: Io): Command {
  return new Command('restore')
    .summary('put a backup in the place of a relay’s data')
    .description(
      'Proves a backup entry by entry, puts the files of the data folder aside (nothing is deleted), and puts the backup in their place. The relay must be stopped. Laptops that hold later entries offer them when they connect.',
    )
    .argument('<backup>', 'the folder that "backup" made')
    .option('--data <dir>', 'the relay’s data folder (env WATCHBELL_DATA)')
    .option('--json', 'print one JSON value instead of text')
    .addHelpText('after', '\nExample:\n  watchbell restore /mnt/backups/watchbell-2026-12-24 --data /var/lib/watchbell')
    .action(answering(io, async (flags: CommonFlags, backup: string) => restore(io, flags, backup)));
}

async function restore(io: Io, flags: CommonFlags, backup: string): Promise<Answer> {
  const data = neededDataFolder(io, flags);
  let restored: Restored;
  try {
    restored = restoreBackup({ backup: pathIn(io, backup), data, now: io.now() });
  } catch (error) {
    throw error instanceof BadBackup
      ? new CliError(found, `Nothing was changed. ${error.message}`, 'Try an earlier backup.')
      : new CliError(found, `Nothing was restored: ${reasonOf(error).replace(/\.$/, '')}.`, 'Put that right, then run it again.');
  }
  const { manifest, setAside, wasOther } = restored;
  return {
    json: { data, setAside: setAside ?? null, wasOther, ...manifestRecord(manifest) },
    text: (style) =>
      [
        style.green(`Restored and proven: ${data}`),
        ...manifestLines(manifest),
        ...(setAside === undefined ? [] : [`  Before    put aside in ${setAside}; delete it when nobody misses anything`]),
        ...(wasOther
          ? [
              style.red(
                'The folder was another relay’s: its laptops are refused until they are paired again. Put the set-aside files back if that was not meant.',
              ),
            ]
          : []),
        'Start the relay again. Laptops that hold later entries offer them when they connect.',
      ].join('\n'),
  };
}
