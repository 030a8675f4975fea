import { BadProviders } from './deliver/providers-file.ts';
import { BadWorkspace } from './first-start.ts';
import { HelpWanted, usage } from './options.ts';

/** Says why the relay does not start, and ends it: 0 when only help was wanted, 2 when it was asked for something it cannot do. */
export function endWith(error: unknown): never {
  if (error instanceof HelpWanted) {
    process.stdout.write(`${error.message}\n`);
    process.exit(0);
  }
  const message = error instanceof Error ? error.message : String(error);
  const isBadFile = error instanceof BadWorkspace || error instanceof BadProviders;
  const isMisuse = error instanceof RangeError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${message}\n${isMisuse && !isBadFile ? `${usage}\n` : ''}`);
  process.exit(isBadFile || isMisuse ? 2 : 1);
}
