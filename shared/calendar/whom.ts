import type { FileEvent, Named } from './file-event.ts';
import type { PeopleFinder } from './people-finder.ts';
import type { Approximation, NotUnderstood, StretchKind } from './report.ts';

const absent =
  /(?<![\p{L}\p{N}])(?:vacations?|holidays?|annual leave|sick leave|parental leave|on leave|time off|day off|out of office|ooo|pto|absent|absence|cong[ée]s?|vacances|rtt|arr[êe]t maladie)(?![\p{L}\p{N}])/iu;

/** What an event means for the people in it: somebody away, or somebody who stands in. */
export function kindOf(event: FileEvent, asked: StretchKind | 'guess'): { kind: StretchKind; how: Approximation[] } {
  if (asked !== 'guess') {
    return { kind: asked, how: [] };
  }
  if (event.isOutOfOffice) {
    return { kind: 'time-off', how: [] };
  }
  return absent.test(event.summary) ? { kind: 'time-off', how: [{ code: 'free-text-kind' }] } : { kind: 'override', how: [] };
}

function byNamed({ mail, name }: Named, finder: PeopleFinder): string[] {
  const known = mail === undefined ? undefined : finder.byMail(mail);
  return known === undefined ? finder.byName(name ?? '') : [known];
}

function labelOf({ mail, name }: Named): string {
  return name ?? mail ?? '';
}

/**
 * Whom an event means: those invited who are in the workspace, else whom its title names, else whoever wrote it. Only one person
 * stands in; everybody is away.
 */
export function whomOf(
  event: FileEvent,
  kind: StretchKind,
  finder: PeopleFinder,
): { people: string[]; how: Approximation[] } | { why: NotUnderstood } {
  const ways: (readonly [found: string[][], how: Approximation[]])[] = [
    [event.attendees.map((attendee) => byNamed(attendee, finder)), []],
    [finder.within(event.summary), []],
    [event.organizer ? [byNamed(event.organizer, finder)] : [], [{ code: 'by-organizer', name: labelOf(event.organizer ?? {}) }]],
  ];
  for (const [found, how] of ways) {
    if (found.some((ids) => ids.length > 1) && !found.some((ids) => ids.length === 1)) {
      return { why: { code: 'ambiguous-name', name: event.summary } };
    }
    const people = [...new Set(found.flatMap((ids) => (ids.length === 1 ? ids : [])))];
    const [taken, ...others] = people;
    if (taken !== undefined) {
      return kind === 'time-off' || others.length === 0
        ? { people, how }
        : { people: [taken], how: [...how, { code: 'several-people', taken, others }] };
    }
  }
  const [attendee] = event.attendees;
  return { why: { code: 'unknown-person', name: attendee ? labelOf(attendee) : event.summary || labelOf(event.organizer ?? {}) } };
}
