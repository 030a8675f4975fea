import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import { briefOf, type Brief, type OutMessage } from '../../shared/delivery/message.ts';
import { ownMessage } from '../../shared/delivery/own-message.ts';
import { isWords } from '../../shared/delivery/delivery.ts';
import { awaitedFrom, saidIn } from '../../shared/delivery/said.ts';
import { derivedId } from '../../shared/log/derived-id.ts';
import { severityRank } from '../../shared/log/severity.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { find, type Workspace } from '../../shared/workspace/workspace.ts';
import type { AnswerAddresses } from './answer-addresses.ts';
import type { Outlets } from './outlets.ts';
import type { Thread } from './thread-of.ts';

/** What composing a message works with. */
export interface ComposeEdges {
  workspace: Workspace;
  incident(id: string): Incident | undefined;
  outlets: Pick<Outlets, 'languageOf'>;
  answers: AnswerAddresses;
  now: number;
  /** Where it is sent, in its provider's own form. */
  sentTo: string;
  /** Where the first message about the first row's incident stands. */
  thread?: Thread | undefined;
}

/**
 * One message for rows of one lane, the gravest incident first, each named once; undefined when none of their incidents is known, and of what
 * is for programs or a letter.
 * Its id is the same as long as the rows are, so that trying again sends the same message again.
 */
export function messageFor(
  rows: readonly OutboxRow[],
  { workspace, incident, outlets, answers, now, thread, sentTo }: ComposeEdges,
): OutMessage | undefined {
  const [first] = rows;
  if (!first) {
    return undefined;
  }
  const { to, what } = first.delivery;
  // A page that can be acknowledged says so, whatever waits for approval beside it.
  const { reason } = (rows.find(({ delivery }) => delivery.reason !== 'approval') ?? first).delivery;
  if (what === 'event' || what === 'digest' || what === 'news' || what === 'over' || what === 'confirm') {
    return undefined;
  }
  const person = to.kind === 'person' ? to.person : undefined;
  const language = outlets.languageOf(person);
  const zone = (person === undefined ? undefined : find(workspace, 'person', person)?.zone) ?? 'UTC';
  if (what === 'test') {
    const { id } = first.delivery;
    return ownMessage({ id, language, zone, at: now, answerAt: answers.testUrlFor?.(id, sentTo) });
  }
  const about = incident(first.delivery.incident);
  const asksApproval = what === 'page' && reason === 'approval';
  const briefs = new Map<string, Brief>();
  for (const { delivery } of rows) {
    const known = incident(delivery.incident);
    if (known) {
      briefs.set(known.id, briefOf(workspace, known, asksApproval ? {} : waysToAnswer(answers, known, person)));
    }
  }
  const [gravest, ...others] = [...briefs.values()].toSorted(
    (a, b) => severityRank(a.severity) - severityRank(b.severity) || a.number - b.number,
  );
  if (!gravest) {
    return undefined;
  }
  const said = (known: Incident) => {
    if (to.kind === 'room') {
      return saidIn(workspace, known, first.delivery, language);
    }
    return asksApproval && person !== undefined && others.length === 0 ? awaitedFrom(workspace, known, person, language) : undefined;
  };
  return {
    id: rows.length === 1 ? first.delivery.id : derivedId(['bundle', ...rows.map(({ delivery }) => delivery.id).toSorted()]),
    what,
    isRoom: to.kind === 'room',
    reason,
    incidents: [gravest, ...others],
    said: about && said(about),
    language,
    zone,
    at: now,
    ...(thread === undefined || others.length > 0 ? {} : { thread: thread.receipt, keepsFirst: thread.isWords || isWords(what) }),
  };
}

function waysToAnswer(
  answers: AnswerAddresses,
  { id: incident, epoch }: Incident,
  person: string | undefined,
): Parameters<typeof briefOf>[2] {
  const button = (action: 'acknowledge' | 'escalate') => answers.buttonFor?.({ incident, epoch, action });
  const [acknowledge, escalate] = [button('acknowledge'), button('escalate')];
  const buttons = acknowledge === undefined || escalate === undefined ? undefined : { acknowledge, escalate };
  if (person === undefined) {
    return { buttons };
  }
  const to = { incident, epoch, person };
  return { answerAt: answers.urlFor(to), voiceAt: answers.voiceUrlFor?.(to), mailbox: answers.mailboxFor?.(to), buttons };
}
