import { readCalendar, type ImportOptions } from '../../shared/calendar/read-calendar.ts';
import type { CalendarReport, Stretch } from '../../shared/calendar/report.ts';
import { DAY_MS } from '../../shared/time/instant.ts';

/** From when until when the tests read calendar files. */
export const horizon = { from: Date.UTC(2026, 10, 23), until: Date.UTC(2026, 10, 23) + 365 * DAY_MS };

/** Who is in the workspace of these tests. */
export const people: ImportOptions['people'] = [
  { id: 'ana', name: 'Ana Lima', email: 'ana@example.org', zone: 'Europe/Lisbon' },
  { id: 'bo', name: 'Bo Svensson', email: 'bo@example.org', zone: 'Europe/Stockholm' },
  { id: 'lea', name: 'Léa Martin', email: 'lea@example.org', zone: 'Europe/Paris' },
];

let uids = 0;

/** An event of these lines; one with an identity of its own unless the lines give it one. */
export function vevent(lines: string): string {
  uids += 1;
  return `BEGIN:VEVENT\n${lines.includes('UID:') ? '' : `UID:event-${uids}\n`}${lines}\nEND:VEVENT`;
}

/** A calendar file of these components. */
export function file(...components: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...components, 'END:VCALENDAR', ''].join('\n').replaceAll('\n', '\r\n');
}

/** Reads a file of these components for these people. */
export function readFile(...components: readonly string[]): CalendarReport {
  return readCalendar(file(...components), { horizon, people });
}

/** What became of every event, in words one can compare. */
export function outcomes(report: CalendarReport): string[] {
  return report.entries.map((entry) => {
    const codes =
      entry.outcome === 'not-understood' ? [entry.why.code] : entry.outcome === 'approximated' ? entry.how.map(({ code }) => code) : [];
    return [entry.outcome, ...codes].join(' ');
  });
}

/** All stretches the events became. */
export function stretches(report: CalendarReport): Stretch[] {
  return report.entries.flatMap((entry) => (entry.outcome === 'not-understood' ? [] : entry.stretches));
}
