import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { StoredEvent } from '../../../shared/log/envelope.ts';
import { segmentName, segmentRange } from '../../archive/segment.ts';
import { CliError, misused, reasonOf } from '../cli-error.ts';
import { UnreadableEntry } from './unreadable-entry.ts';

/**
 * The entries of a packed file, one a line. A segment of the archive that begins in the middle of the log is read after those before it,
 * which lie beside it: only from them it is known who may have signed what. Throws UnreadableEntry where one cannot be read.
 */
export async function* packedEntries(file: string): AsyncGenerator<StoredEvent[]> {
  for (const each of await Promise.resolve(upTo(file))) {
    yield entriesOf(each);
  }
}

/** The segments that lead to this one, from the first entry of the log on. */
function upTo(file: string): string[] {
  const range = segmentRange(basename(file));
  if (!range) {
    return [file];
  }
  const beside = existsSync(dirname(file)) ? readdirSync(dirname(file)).flatMap((name) => segmentRange(name) ?? []) : [];
  const files = [file];
  for (let { first } = range; first > 1;) {
    const before = beside.find(({ last }) => last === first - 1);
    if (!before) {
      throw new CliError(
        misused,
        `${file} begins with entry ${range.first}, and the segment that ends with entry ${first - 1} is not beside it.`,
        'Put the segments before it beside it, or name a data folder: --data DIR.',
      );
    }
    files.unshift(join(dirname(file), segmentName(before.first, before.last)));
    first = before.first;
  }
  return files;
}

function entriesOf(file: string): StoredEvent[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new CliError(misused, `${file} cannot be read: ${reasonOf(error)}.`, 'Name a segment of the archive.');
  }
  try {
    const lines = gunzipSync(bytes).toString('utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => StoredEvent.parse(JSON.parse(line)));
  } catch {
    throw new UnreadableEntry(`${file} is damaged.`);
  }
}
