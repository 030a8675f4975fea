import {
  offeredIn,
  outsideAnswer,
  standingOf,
  type AnswerAction,
  type AnswerBinding,
  type Standing,
} from '../../shared/answer/standing.ts';
import type { OutsideVia } from '../../shared/incident/incident-events.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { find, mayAnswer } from '../../shared/workspace/workspace.ts';
import type { Ledger } from '../log/ledger.ts';

/** How an incident stands to somebody who would answer from outside: as `Standing`, or it is `unknown`, or they `may-not`. */
export type Stands = Standing | 'unknown' | 'may-not';

/** What became of an answer: it was `done`, or how the incident stands in place of it. */
export interface Given {
  became: 'done' | Stands;
  /** As it is now; undefined when it is not known. */
  incident: Incident | undefined;
}

/** How an incident stands to somebody's answer from outside. */
export function standsTo(ledger: Ledger, to: AnswerBinding): { stands: Stands; incident: Incident | undefined } {
  const incident = ledger.incident(to.incident);
  if (!incident) {
    return { stands: 'unknown', incident };
  }
  // Somebody taken out of the workspace, or made to read along only, has links left over.
  const isAble = mayAnswer(find(ledger.state.workspace, 'person', to.person));
  return { stands: isAble ? standingOf(incident, to) : 'may-not', incident };
}

/** What somebody may do now. */
export function offeredTo(ledger: Ledger, to: AnswerBinding): readonly AnswerAction[] {
  const { stands } = standsTo(ledger, to);
  return stands === 'unknown' || stands === 'may-not' ? [] : offeredIn(stands);
}

/**
 * Writes an answer from outside into the log as that person's, and only when it can still do what they meant: never for a ringing
 * that is past (S7). Resolves when what it tells is on disk; rejects when the disk does not take it.
 */
export async function giveAnswer(ledger: Ledger, to: AnswerBinding, action: AnswerAction, via: OutsideVia): Promise<Given> {
  const { stands, incident } = standsTo(ledger, to);
  if (!offeredTo(ledger, to).includes(action)) {
    await ledger.durableNow();
    return { became: stands, incident };
  }
  const entity = { kind: 'incident' as const, id: to.incident };
  const { event, durable } = ledger.write({ ...outsideAnswer(action, to, via), entity }, { kind: 'person', id: to.person });
  await durable;
  const after = standsTo(ledger, to);
  return { became: event.verdict === 'applied' ? 'done' : after.stands, incident: after.incident };
}
