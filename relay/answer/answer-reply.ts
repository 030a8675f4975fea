import type { Reply } from '../../shared/answer/reply.ts';
import { replyWords } from '../../shared/answer/reply-words.ts';
import type { AnswerAction, AnswerBinding } from '../../shared/answer/standing.ts';
import { whichIncident } from '../../shared/answer/which.ts';
import { answerWords } from '../../shared/answer/words.ts';
import type { Language } from '../../shared/coverage/day-text.ts';
import type { OutsideVia } from '../../shared/incident/incident-events.ts';
import type { Ledger } from '../log/ledger.ts';
import { giveAnswer } from './give-answer.ts';

/** What is said back to whoever replied, and whether their answer was done. */
export interface Answered {
  done: boolean;
  /** The disk refused; the same again may succeed. */
  retry?: true;
  text: string;
}

/** What replies work with. */
export interface ReplyEdges {
  ledger: Ledger;
  onTrouble(message: string, error: unknown): void;
}

/** What a reply that carries no token works with: it means the ringing its writer was told of the same way. */
export interface UnboundReplyEdges extends ReplyEdges {
  /** Which ringing of an incident that was; undefined when they were told of none. */
  toldOf(incident: string, person: string): number | undefined;
}

/** Carries out an answer bound to a ringing, and says in a sentence what became of it. */
export async function answerBound(
  { ledger, onTrouble }: ReplyEdges,
  to: AnswerBinding,
  said: { action: AnswerAction; via: OutsideVia; language: Language },
): Promise<Answered> {
  const words = replyWords[said.language];
  try {
    const { became, incident } = await giveAnswer(ledger, to, said.action, said.via);
    const { title, advice } = answerWords[said.language].outcome[became === 'done' ? said.action : became];
    const about = incident ? words.about(incident, title) : `${title}.`;
    return { done: became === 'done', text: became === 'done' ? about : `${about} ${advice}` };
  } catch (error) {
    onTrouble('An answer could not be written down.', error);
    return { done: false, retry: true, text: words.failed };
  }
}

/** Carries out a reply that names its incident by a number or not at all, and says in a sentence what became of it. */
export async function answerReply(
  edges: UnboundReplyEdges,
  person: string,
  reply: Reply,
  { via, language: preset }: { via: OutsideVia; language: Language },
): Promise<Answered> {
  const language = reply.language ?? preset;
  const words = replyWords[language];
  const which = whichIncident(edges.ledger.state, person, reply);
  if (which === 'none' || which === 'no-such' || which === 'not-theirs') {
    const named = [...edges.ledger.state.incidents.values()].find(({ number }) => number === reply.number);
    const text = { none: words.none, 'no-such': words.noSuch(reply.number), 'not-theirs': words.notTheirs(named) }[which];
    return { done: false, text };
  }
  if ('several' in which) {
    return { done: false, text: words.several(which.several) };
  }
  const { id, epoch: now, status } = which.incident;
  // A number alone says nothing of the ringing: one that nobody told them of they cannot have meant.
  const epoch = status === 'resolved' ? now : edges.toldOf(id, person);
  if (epoch === undefined) {
    return { done: false, text: words.notTheirs(which.incident) };
  }
  return answerBound(edges, { incident: id, epoch, person }, { action: reply.action, via, language });
}
