import type { SignedCommand } from '../../shared/log/envelope.ts';

const commandsAPush = 100;
/** The relay takes frames of 1 MiB; a letter may take three bytes on the way. */
const charactersAPush = 256 * 1024;

/** Commands in pages the relay takes: in order, few and short enough. */
export function pushPages<T extends SignedCommand>(commands: readonly T[]): T[][] {
  const pages: T[][] = [];
  let characters = 0;
  for (const command of commands) {
    const page = pages.at(-1);
    characters += command.author.length;
    if (!page || page.length >= commandsAPush || characters > charactersAPush) {
      pages.push([command]);
      characters = command.author.length;
    } else {
      page.push(command);
    }
  }
  return pages;
}
