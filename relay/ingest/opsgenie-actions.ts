import { z } from 'zod';
import { Priority } from '../../shared/incident/priority.ts';
import type { Severity } from '../../shared/log/severity.ts';
import { DAY_MS, isoOf, parseIso } from '../../shared/time/instant.ts';
import { formatDuration } from '../../shared/time/duration.ts';
import type { IncidentCommandName } from '../../shared/state/command-names.ts';
import { beginningOf, carriable } from './carriable.ts';
import { severityOfPriority } from './opsgenie-alerts.ts';

const maxNote = 10_000;
const text = z.string().nullish().catch(undefined);
const Recipient = z.object({ id: text, username: text, name: text, type: text });
const Names = z.object({ owner: Recipient.optional(), responder: Recipient.optional(), escalation: Recipient.optional() });
/** Whom a recipient of Opsgenie's stands for in the workspace; undefined when nobody. */
type People = (recipient: z.infer<typeof Recipient>) => readonly string[] | undefined;

/** What an action finds in the workspace, and the relay's time. */
export interface ActionSurroundings {
  now: number;
  people: People;
  /** The id of a policy by its id or name; undefined when there is none. */
  policy(idOrName: string): string | undefined;
}

/** What an action becomes: an alert's, or commands on the incident, and a note; or the errors by field. */
export type ParsedAction =
  | { errors: Record<string, string> }
  | { alert?: 'acknowledge' | 'resolve'; commands: Commanded[]; note?: string; status: string };

const beside = z.looseObject({ note: text, user: text, source: text });

/** Reads an action of Opsgenie's Alert API by its name in the address (S140); undefined for one there is not. */
export function parseAction(name: string, body: unknown, surroundings: ActionSurroundings): ParsedAction | undefined {
  const given = carriable(body ?? {});
  const { note } = beside.catch({}).parse(given);
  const read = Object.hasOwn(actions, name) ? actions[name]?.(given, surroundings) : undefined;
  if (read === undefined || 'errors' in read) {
    return read;
  }
  return { commands: [], ...read, ...(note?.trim() ? { note: beginningOf(note.trim(), maxNote) } : {}) };
}

type Commanded = { name: IncidentCommandName; said: unknown };
type Read = (
  body: unknown,
  surroundings: ActionSurroundings,
) => { errors: Record<string, string> } | { alert?: 'acknowledge' | 'resolve'; commands?: Commanded[]; status: string };

const actions: Readonly<Record<string, Read>> = {
  close: () => ({ alert: 'resolve', status: 'Closed alert' }),
  acknowledge: () => ({ alert: 'acknowledge', status: 'Acknowledged alert' }),
  // The path begins again at its first level, as it does there.
  unacknowledge: () => ({ commands: [{ name: 'escalate', said: { level: 1 } }], status: 'Unacknowledged alert' }),
  notes: (body) => {
    const { note } = beside.catch({}).parse(body);
    return note?.trim() ? { status: 'Added note' } : { errors: { note: 'Note can not be empty.' } };
  },
  snooze: (body, { now }) => {
    const { endTime } = z.object({ endTime: z.string() }).catch({ endTime: '' }).parse(body);
    const until = parseIso(endTime);
    if (until === undefined) {
      return { errors: { endTime: 'End time must be a moment with its offset, for example 2026-12-24T18:00:00Z.' } };
    }
    if (until <= now || until > now + 7 * DAY_MS) {
      return { errors: { endTime: `End time must be later than now (${isoOf(now)}) and at most 7 days ahead.` } };
    }
    const said = { for: formatDuration(Math.max(1000, until - now)) };
    return { commands: [{ name: 'snooze', said }], status: 'Snoozed alert' };
  },
  assign: (body, { people }) => {
    const { owner } = Names.catch({}).parse(body);
    const found = owner && people(owner);
    return found?.length
      ? { commands: [{ name: 'reassign', said: { people: found } }], status: 'Assigned alert' }
      : { errors: { owner: nobody('Owner', owner) } };
  },
  responders: (body, { people }) => {
    const { responder } = Names.catch({}).parse(body);
    const found = responder && people(responder);
    return found?.length
      ? { commands: [{ name: 'add-responders', said: { people: found } }], status: 'Added responder' }
      : { errors: { responder: nobody('Responder', responder) } };
  },
  teams: (body, { people }) => {
    const { team } = z.object({ team: Recipient.optional() }).catch({}).parse(body);
    const found = team && people({ ...team, type: 'team' });
    return found?.length
      ? { commands: [{ name: 'add-responders', said: { people: found } }], status: 'Added team' }
      : { errors: { team: nobody('Team', team) } };
  },
  // A policy by that name takes over; without one the incident goes one level up in its own.
  escalate: (body, { policy }) => {
    const { escalation } = Names.catch({}).parse(body);
    const named = escalation?.id || escalation?.name;
    const found = named ? policy(named) : undefined;
    return {
      commands: [found === undefined ? { name: 'escalate', said: {} } : { name: 'policy', said: { policy: found, restart: true } }],
      status: 'Escalated alert',
    };
  },
  priority: (body) => {
    const { priority } = z
      .object({ priority: Priority.optional().catch(undefined) })
      .catch({})
      .parse(body);
    return priority === undefined
      ? { errors: { priority: 'Priority must be one of P1, P2, P3, P4, P5.' } }
      : { commands: commandsOfPriority(priority, severityOfPriority(priority)), status: 'Updated priority' };
  },
  message: (body) => noted(body, 'message', 'Message', 'Updated message'),
  description: (body) => noted(body, 'description', 'Description', 'Updated description'),
  tags: (body) => {
    const { tags } = z
      .object({ tags: z.array(z.string()).min(1) })
      .catch({ tags: [] })
      .parse(body);
    return tags.length === 0
      ? { errors: { tags: 'Tags must be a list of at least one text.' } }
      : { commands: [noteOf(`Tags: ${tags.join(', ')}`)], status: 'Added tags' };
  },
  details: (body) => {
    const { details } = z
      .object({ details: z.record(z.string(), z.unknown()) })
      .catch({ details: {} })
      .parse(body);
    const lines = Object.entries(details).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
    return lines.length === 0
      ? { errors: { details: 'Details must be a map of at least one name and value.' } }
      : { commands: [noteOf(lines.join('\n'))], status: 'Added details' };
  },
};

function commandsOfPriority(priority: Priority, severity: Severity): Commanded[] {
  return [
    { name: 'priority', said: { priority } },
    { name: 'severity', said: { severity } },
  ];
}

/** What an incident's title and alert cannot take back any more is said beside them. */
function noted(body: unknown, field: string, word: string, status: string): ReturnType<Read> {
  const value = z.record(z.string(), z.unknown()).catch({}).parse(body)[field];
  return typeof value === 'string' && value.trim() !== ''
    ? { commands: [noteOf(`${word}: ${value.trim()}`)], status }
    : { errors: { [field]: `${word} can not be empty.` } };
}

function noteOf(said: string): Commanded {
  return { name: 'note', said: { text: beginningOf(said, maxNote) } };
}

function nobody(word: string, recipient: z.infer<typeof Recipient> | undefined): string {
  const named = recipient?.username || recipient?.name || recipient?.id;
  return named ? `${word} "${named}" is nobody in the workspace.` : `${word} can not be empty.`;
}
