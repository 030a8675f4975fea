import type { Desk } from '../../shared/bridge/desk.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { SECOND_MS, type Instant } from '../../shared/time/instant.ts';
import { plainLine } from '../text/plain.ts';
import type { TerminalWords } from './words/words.ts';

const longestPrompt = 60;
const red = '\u001B[31m';
const dim = '\u001B[2m';
const reset = '\u001B[0m';

/** The last line: how things stand, and how long until the next step of what is most urgent. */
export function promptFor(desk: Desk, words: TerminalWords, now: Instant, isColoured: boolean): string {
  const { state } = desk.connection;
  const link = state === 'online' ? '' : `${linkWord(state, words)}, `;
  const open = desk.queue.filter(({ status }) => status !== 'resolved');
  const [first] = open;
  const ringing = open.filter(({ ringing: rings }) => rings === 'me').length;
  const what = ringing > 0 ? words.prompt.ringing(ringing) : first ? '' : words.prompt.quiet;
  const next = first ? [what, nextOf(first, now)].filter((part) => part !== '').join(', ') : what;
  const text = plainLine(`${link}${next}`, longestPrompt);
  const colour = ringing > 0 || state !== 'online' ? red : dim;
  return isColoured ? `${colour}${text}${reset} › ` : `${text} > `;
}

function linkWord(state: Desk['connection']['state'], { prompt }: TerminalWords): string {
  return state === 'refused' || state === 'updating' || state === 'connecting' ? prompt[state] : prompt.offline;
}

function nextOf({ number, next, heldBy }: IncidentRow, now: Instant): string {
  if (!next) {
    return `#${number}${heldBy ? ` ${heldBy.name}` : ''}`;
  }
  const people = next.people.map(({ name }) => name).join(', ');
  return `#${number} → ${people === '' ? '' : `${people} `}${countdown(next.at - now)}`;
}

/** Minutes and seconds left: `1:05`; `0:00` when it is due. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND_MS));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
