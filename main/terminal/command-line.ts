/** What can be done to an incident from the terminal. */
export type Deed = 'acknowledge' | 'resolve' | 'escalate' | 'reopen' | 'note';

/** What can be typed besides. */
export type OtherCommand = 'list' | 'help' | 'quit' | 'dismiss' | 'nothing';

/** The letter each is typed with. */
export const letterOf: Readonly<Record<Deed, string>> = { acknowledge: 'a', resolve: 'r', escalate: 'e', reopen: 'o', note: 'n' };

/** What was typed. `number` is missing where the one incident that fits is meant. */
export type TypedCommand =
  | { kind: 'deed'; deed: Deed; number?: string | undefined; text: string }
  | { kind: OtherCommand }
  | { kind: 'not-understood'; line: string };

const deeds: Readonly<Record<string, Deed>> = {
  a: 'acknowledge',
  ack: 'acknowledge',
  acknowledge: 'acknowledge',
  r: 'resolve',
  resolve: 'resolve',
  e: 'escalate',
  escalate: 'escalate',
  o: 'reopen',
  reopen: 'reopen',
  n: 'note',
  note: 'note',
};

const others: Readonly<Record<string, OtherCommand>> = {
  '': 'nothing',
  l: 'list',
  list: 'list',
  d: 'dismiss',
  dismiss: 'dismiss',
  '?': 'help',
  h: 'help',
  help: 'help',
  q: 'quit',
  quit: 'quit',
  exit: 'quit',
};

/** Reads one typed line: a word, perhaps a number, perhaps a text. */
export function parseCommandLine(line: string): TypedCommand {
  const trimmed = line.trim();
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/su.exec(trimmed) ?? [];
  const key = word.toLowerCase();
  const other = Object.hasOwn(others, key) ? others[key] : undefined;
  if (other !== undefined && rest === '') {
    return { kind: other };
  }
  const deed = Object.hasOwn(deeds, key) ? deeds[key] : undefined;
  const [, number, text = ''] = /^(?:#?(\d+)(?:\s+|$))?(.*)$/su.exec(rest) ?? [];
  if (deed === undefined || (deed !== 'note' && text !== '')) {
    return { kind: 'not-understood', line: trimmed };
  }
  return { kind: 'deed', deed, number, text };
}
