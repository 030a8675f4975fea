import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Option, type Command } from 'commander';
import { priorities } from '../../../shared/incident/priority.ts';
import type { Attachment } from '../../../shared/alert/alert.ts';
import { attachmentsOf, type GivenFile } from '../../ingest/attachments.ts';
import { CliError, misused, reasonOf } from '../cli-error.ts';
import { pathIn, type Io } from '../io.ts';

/** What `trigger` can say beyond what is wrong and how bad it is. */
export interface DetailFlags {
  priority?: string;
  description?: string;
  component?: string;
  label?: string[];
  known?: string[];
  link?: string[];
  attach?: string[];
}

const longestFile = 1024 * 1024;
const pictures: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
};
const gather = (value: string, before: string[] = []): string[] => [...before, value];

/** Adds the options that say more of an incident. */
export function withDetails(command: Command): Command {
  return command
    .optionsGroup('What else is known:')
    .addOption(new Option('--priority <priority>', 'how much it matters').choices(priorities))
    .option('--description <text>', 'more words; they become the first note')
    .option('--component <name>', 'the part that is broken')
    .option('--label <name=value>', 'a label, for conditions and for people; again for more', gather)
    .option('--known <field=value>', 'a field such as environment, region or customer; again for more', gather)
    .option('--link <address>', 'where to look; again for more', gather)
    .option('--attach <file>', 'a piece of a log or a small picture; again for more', gather);
}

/** The part of `POST /v1/incidents` those options make. Throws a CliError for one that cannot be used. */
export function detailsOf(io: Io, { priority, description, component, label, known, link, attach }: DetailFlags): Record<string, unknown> {
  return given({
    priority,
    description,
    component,
    labels: label && pairs('--label', label),
    known: known && pairs('--known', known),
    links: link,
    attachments: attach && attached(io, attach),
  });
}

/** The part of an alert in PagerDuty's form those options make; not all of them have a place there. */
export function alertDetailsOf({ component, label, link, ...others }: DetailFlags): { payload: object; event: object } {
  const names = ['priority', 'description', 'known', 'attach'] as const;
  const homeless = names.find((name) => others[name] !== undefined);
  if (homeless !== undefined) {
    throw new CliError(
      misused,
      `An alert through an integration has no place for --${homeless}.`,
      'Use --service in place of --integration, or say it with --label.',
    );
  }
  return {
    payload: given({ component, custom_details: label && pairs('--label', label) }),
    event: given({ links: link?.map((href) => ({ href })) }),
  };
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function pairs(flag: string, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) {
        throw new CliError(misused, `${flag} takes NAME=VALUE, not "${text}".`, `For example: ${flag} region=eu-north`);
      }
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function attached(io: Io, files: readonly string[]): Attachment[] {
  const { kept, leftOut } = attachmentsOf(files.map((file) => readGiven(io, file)));
  if (leftOut.length > 0) {
    throw new CliError(
      misused,
      `This cannot be attached: ${leftOut.join('; ')}.`,
      'Attach text or a PNG, JPEG, WebP or GIF up to 75 KB, or give a --link.',
    );
  }
  return kept;
}

function readGiven(io: Io, file: string): GivenFile {
  const path = pathIn(io, file);
  try {
    if (statSync(path).size > longestFile) {
      throw new CliError(misused, `${file} is larger than 1 MB.`, 'Attach the part that matters, or give a --link.');
    }
    return { name: basename(file), type: pictures[extname(file).toLowerCase()] ?? 'text/plain', content: readFileSync(path) };
  } catch (error) {
    throw error instanceof CliError
      ? error
      : new CliError(misused, `${file} cannot be attached: ${reasonOf(error)}.`, 'Name a file you may read.');
  }
}
