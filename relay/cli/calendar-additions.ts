import { parse, stringify } from 'yaml';
import { overridesOf, timeOffOf } from '../../shared/calendar/from-report.ts';
import type { CalendarReport } from '../../shared/calendar/report.ts';
import { isoOf } from '../../shared/time/instant.ts';

interface FileStretch {
  from: string;
  until: string;
  person?: string;
  note?: string;
}
interface WorkspaceText {
  people: Record<string, { timeOff?: FileStretch[] }>;
  schedules: Record<string, { overrides?: FileStretch[] }>;
}

/** A workspace file with what a calendar adds to it, and how much that is. */
export interface Additions {
  text: string;
  overrides: number;
  timeOff: number;
  /** The people whose time off changes. */
  people: string[];
}

function saying({ person, from, until }: FileStretch): string {
  return `${person ?? ''} ${from} ${until}`;
}

/** What is not there yet of what is wanted. */
function missing(wanted: readonly FileStretch[], present: readonly FileStretch[]): FileStretch[] {
  const known = new Set(present.map(saying));
  return wanted.filter((stretch) => !known.has(saying(stretch)));
}

/** Adds a report's overrides to a schedule and its time off to people, in the workspace's own file; what is there already stays once. */
export function additionsOf(report: CalendarReport, workspace: string, schedule: string): Additions {
  const file = parse(workspace) as WorkspaceText;
  const kept = file.schedules[schedule]?.overrides ?? [];
  const overrides = missing(
    overridesOf(report).map(({ person, from, until }) => ({ person, from: isoOf(from), until: isoOf(until) })),
    kept,
  );
  file.schedules[schedule] = { ...file.schedules[schedule], overrides: [...kept, ...overrides] };
  const people: string[] = [];
  let timeOff = 0;
  for (const { person, timeOff: wanted } of timeOffOf(report)) {
    const present = file.people[person]?.timeOff ?? [];
    const added = missing(
      wanted.map(({ from, until, note }) => ({ from: isoOf(from), until: isoOf(until), ...(note === undefined ? {} : { note }) })),
      present,
    );
    if (added.length > 0) {
      file.people[person] = { ...file.people[person], timeOff: [...present, ...added] };
      people.push(person);
      timeOff += added.length;
    }
  }
  return { text: stringify(file), overrides: overrides.length, timeOff, people };
}
