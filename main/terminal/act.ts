import type { Desk } from '../../shared/bridge/desk.ts';
import type { Event } from '../../shared/log/envelope.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { letterOf, type Deed, type TypedCommand } from './command-line.ts';
import type { Happening } from './happening.ts';
import type { TerminalWords } from './words/words.ts';

/** What the terminal needs of the person's desk: every deed is kept here at once and carried to the relay when it is there. */
export interface Doer {
  acknowledge(id: string, via: 'terminal'): Event | undefined;
  resolve(id: string, via: 'terminal'): Event | undefined;
  escalate(id: string, via: 'terminal'): Event | undefined;
  reopen(id: string, via: 'terminal'): Event | undefined;
  annotate(id: string, text: string): Event | undefined;
}

/** What became of a deed here. */
export type AnswerHappening = Extract<Happening, { event: 'answer' }>;

/** Does what was typed, and says what became of it here; the relay's word follows as a happening of its own. */
export function act(command: Extract<TypedCommand, { kind: 'deed' }>, desk: Desk, doer: Doer, words: TerminalWords): AnswerHappening {
  const { deed, number, text } = command;
  const answer = (ok: boolean, said: string, row?: IncidentRow): AnswerHappening => ({
    event: 'answer',
    command: deed,
    incident: row?.id,
    number: row?.number,
    ok,
    text: said,
  });
  const meant = rowsMeant(deed, number, desk.queue);
  const [row, ...others] = meant;
  if (!row) {
    return answer(false, number === undefined ? words.noneFits : words.unknownNumber(number));
  }
  if (others.length > 0) {
    return answer(false, words.whichOne(meant.map((each) => `${letterOf[deed]} ${each.number}`).join(', ')));
  }
  if (deed === 'note' && text === '') {
    return answer(false, words.emptyNote, row);
  }
  const event = perform(deed, row.id, text, doer);
  if (event?.verdict !== 'applied') {
    return answer(false, event?.why ?? words.noneFits, row);
  }
  const done = words.done[deed](row.number);
  return answer(true, desk.connection.state === 'online' ? done : `${done} ${words.later}`, row);
}

/** The incidents a deed may mean: the numbered one, or without a number those it makes sense for. */
function rowsMeant(deed: Deed, number: string | undefined, queue: readonly IncidentRow[]): IncidentRow[] {
  if (number !== undefined) {
    return queue.filter((row) => row.number === Number(number));
  }
  switch (deed) {
    case 'acknowledge': {
      const mine = queue.filter((row) => row.ringing === 'me');
      return mine.length > 0 ? mine : queue.filter((row) => row.status === 'triggered');
    }
    case 'reopen':
      return queue.filter((row) => row.status === 'resolved');
    case 'resolve':
    case 'escalate':
    case 'note':
      return queue.filter((row) => row.status !== 'resolved');
  }
}

function perform(deed: Deed, id: string, text: string, doer: Doer): Event | undefined {
  switch (deed) {
    case 'acknowledge':
      return doer.acknowledge(id, 'terminal');
    case 'resolve':
      return doer.resolve(id, 'terminal');
    case 'escalate':
      return doer.escalate(id, 'terminal');
    case 'reopen':
      return doer.reopen(id, 'terminal');
    case 'note':
      return doer.annotate(id, text);
  }
}
