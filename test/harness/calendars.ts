import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import type { Schedule } from '../../shared/schedule/definition.ts';
import type { Definition } from '../../shared/workspace/definitions.ts';
import { emptyWorkspace, type Workspace } from '../../shared/workspace/workspace.ts';

/** A workspace of these people, schedules and teams, without the log it would come from. */
export function workspaceOf(parts: {
  people?: readonly Partial<Definition<'person'>>[];
  schedules?: readonly Schedule[];
  teams?: readonly Definition<'team'>[];
}): Workspace {
  const workspace = emptyWorkspace();
  const put = (kind: 'person' | 'schedule' | 'team', current: object & { id?: string | undefined }) =>
    (workspace.entries[kind] as Map<string, unknown>).set(current.id ?? '', { revision: 3, current, history: new Map() });
  parts.people?.forEach((person) => put('person', { name: person.id ?? '', role: 'responder', ...person }));
  parts.schedules?.forEach((schedule) => put('schedule', schedule));
  parts.teams?.forEach((team) => put('team', team));
  return workspace;
}

/** What a calendar program reads of one event. */
export interface ReadEvent {
  uid: string;
  from: number;
  until: number;
  summary: string;
  description: string;
}

/** Reads a calendar as Thunderbird does: with ical.js. */
export function readByIcalJs(text: string): ReadEvent[] {
  return new ICAL.Component(ICAL.parse(text) as string).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      from: event.startDate.toUnixTime() * 1000,
      until: event.endDate.toUnixTime() * 1000,
      summary: event.summary,
      description: event.description,
    };
  });
}

/** A text of node-ical: with parameters it is an object. */
function textOf(value: string | { val: string } | undefined): string {
  return typeof value === 'object' ? value.val : (value ?? '');
}

/** Reads a calendar with another library: node-ical, which has a parser of its own. */
export function readByNodeIcal(text: string): ReadEvent[] {
  return Object.values(nodeIcal.sync.parseICS(text)).flatMap((component) =>
    component?.type === 'VEVENT'
      ? [
          {
            uid: component.uid,
            from: component.start.getTime(),
            until: component.end?.getTime() ?? Number.NaN,
            summary: textOf(component.summary),
            description: textOf(component.description),
          },
        ]
      : [],
  );
}
