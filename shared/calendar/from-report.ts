import { derivedId } from '../log/derived-id.ts';
import type { Override } from '../schedule/definition.ts';
import type { TimeOff } from '../workspace/person-rules.ts';
import type { CalendarReport, Stretch, StretchKind } from './report.ts';

function stretchesOf(report: CalendarReport, kind: StretchKind): (Stretch & { summary: string })[] {
  return report.entries.flatMap((entry) =>
    entry.outcome === 'not-understood'
      ? []
      : entry.stretches.filter((each) => each.kind === kind).map((each) => ({ ...each, summary: entry.summary })),
  );
}

/** The overrides a calendar file asks for, each once, in order of time. The same stretch has the same id, so importing twice adds nothing. */
export function overridesOf(report: CalendarReport): Override[] {
  const overrides = stretchesOf(report, 'override').map(({ person, from, until }) => ({
    id: derivedId({ person, from, until }),
    person,
    from,
    until,
  }));
  return [...new Map(overrides.map((override) => [override.id, override])).values()].toSorted(
    (a, b) => a.from - b.from || a.until - b.until,
  );
}

/** The time off a calendar file asks for, by person, each stretch once, in order of time. */
export function timeOffOf(report: CalendarReport): { person: string; timeOff: TimeOff[] }[] {
  const byPerson = new Map<string, Map<string, TimeOff>>();
  for (const { person, from, until, summary } of stretchesOf(report, 'time-off')) {
    const kept = byPerson.get(person) ?? new Map<string, TimeOff>();
    kept.set(`${from} ${until}`, { from, until, ...(summary === '' ? {} : { note: summary }) });
    byPerson.set(person, kept);
  }
  return [...byPerson].map(([person, stretches]) => ({ person, timeOff: [...stretches.values()].toSorted((a, b) => a.from - b.from) }));
}
