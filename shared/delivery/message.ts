import { stageOf, type RoomStage } from '../escalation/channel.ts';
import type { Incident } from '../incident/incident.ts';
import type { Severity } from '../log/severity.ts';
import type { Instant } from '../time/instant.ts';
import { bridgeOf } from '../workspace/bridge-of.ts';
import { find, nameOf, type Workspace } from '../workspace/workspace.ts';
import type { Delivery } from './delivery.ts';
import type { Said } from './said.ts';

/** A language messages are written in. */
export type MessageLanguage = 'en' | 'fr';

/** What a message says of one incident; every text is one line without control characters (S11). */
export interface Brief {
  id: string;
  number: number;
  epoch: number;
  title: string;
  severity: Severity;
  service: string;
  runbook?: string | undefined;
  /** Where people talk about it by voice or video (S91). */
  bridge?: string | undefined;
  stage: RoomStage;
  /** Who leads it, by name. */
  commander?: string | undefined;
  isTest: boolean;
  /** When this ringing began, relay ms. */
  since: Instant;
  /** Who holds it, by name. */
  holder?: string | undefined;
  /** Where its recipient can answer; a secret of theirs. */
  answerAt?: string | undefined;
  /** Where a call of theirs is told what to say and asks for a key press; to which mailbox they can reply. Secrets of theirs as well. */
  voiceAt?: string | undefined;
  mailbox?: string | undefined;
  /** The signed values of buttons in a chat that has some. */
  buttons?: { acknowledge: string; escalate: string } | undefined;
}

/**
 * What goes to a person or a room: what is the matter with which incidents, most grave first, all in one.
 * - `id` is the same for every attempt of the same message, so that whoever takes idempotency keys sends it once.
 * - `said` is what somebody said, for a room, or the words somebody is asked to approve.
 * - `reason` is `approval` only when nothing in it can be acknowledged.
 * - `zone` is the recipient's, for the times in it.
 * - A `test` and a `code` are about no incident: their one brief stands for the way itself, its title says all of it (`ownMessage`).
 */
export interface OutMessage {
  id: string;
  what: Exclude<Delivery['what'], 'event' | 'digest' | 'news' | 'over' | 'confirm'> | 'code';
  said?: Said | undefined;
  isRoom: boolean;
  reason: string;
  incidents: readonly [Brief, ...Brief[]];
  language: MessageLanguage;
  zone: string;
  at: Instant;
  /** What its provider called the first message about its one incident there, so that this one can be put under it. */
  thread?: string | undefined;
  /** The first message of the thread is somebody's words: they stay, whatever comes after. */
  keepsFirst?: boolean | undefined;
}

/** Characters that end a line, hide or turn text round: none of them belongs in a header, a log line or a phone's banner. */
const notInALine = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

/** Text from outside as one line of at most `most` characters, cut with an ellipsis. */
export function oneLine(text: string, most: number): string {
  const line = text.replace(notInALine, ' ').replace(/ {2,}/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}

/** Text from people as lines of at most `most` characters altogether, cut with an ellipsis; no control character but the ends of lines. */
export function severalLines(text: string, most: number): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.replace(notInALine, ' ').trimEnd());
  const characters = Array.from(
    lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  );
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}

/** What a message says of an incident as it stands, and how its recipient may answer. */
export function briefOf(
  workspace: Workspace,
  incident: Incident,
  answers: Pick<Brief, 'answerAt' | 'voiceAt' | 'mailbox' | 'buttons'>,
): Brief {
  const { acknowledgement, resolution } = incident;
  const holder = (resolution ?? acknowledgement)?.person;
  const runbook = find(workspace, 'service', incident.service)?.runbook;
  const { commander } = incident.roles;
  return {
    id: incident.id,
    number: incident.number,
    epoch: incident.epoch,
    title: oneLine(incident.title, 200),
    severity: incident.severity,
    service: oneLine(nameOf(workspace, 'service', incident.service), 80),
    runbook,
    bridge: bridgeOf(workspace, incident),
    stage: stageOf(incident),
    commander: commander === undefined ? undefined : oneLine(nameOf(workspace, 'person', commander), 80),
    isTest: incident.test,
    since: incident.epochStartedAt,
    holder: holder === undefined ? undefined : oneLine(nameOf(workspace, 'person', holder), 80),
    ...answers,
  };
}
