import { joined } from '../balance/stretch.ts';
import { hoursText } from '../balance/words.ts';
import type { PersonImpact } from '../schedule/impact.ts';
import type { Instant } from '../time/instant.ts';
import { find, nameOf, type Workspace } from '../workspace/workspace.ts';
import { dayText, momentText, type Language } from './day-text.ts';
import type { Finding } from './finding.ts';
import { coverageWords, type Times } from './words.ts';

/** Who reads a sentence: in which language, when, and on which clock; the schedule's own when `zone` is left out. */
export interface Reader {
  language: Language;
  now: Instant;
  zone?: string | undefined;
}

/** A finding in one sentence (C15, S115). */
export function findingText(workspace: Workspace, finding: Finding, { language, now, zone }: Reader): string {
  const words = coverageWords[language];
  const clock = zone ?? zoneOf(workspace, finding);
  const times: Times = { from: momentText(finding.from, clock, now, language), until: momentText(finding.until, clock, now, language) };
  const person = (id: string) => nameOf(workspace, 'person', id);
  const schedule = (id: string) => nameOf(workspace, 'schedule', id);
  switch (finding.kind) {
    case 'gap':
      return words.gap(schedule(finding.schedule), times);
    case 'gone':
      return words.gone(person(finding.person), schedule(finding.schedule), times);
    case 'leave':
      return words.leave(person(finding.person), schedule(finding.schedule), times);
    case 'no-way':
      return words.noWay(person(finding.person), schedule(finding.schedule), times);
    case 'same-level-next':
      return words.sameLevelNext(person(finding.person), nameOf(workspace, 'policy', finding.policy), finding.level, times);
    case 'rest':
      return words.rest(person(finding.person), schedule(finding.schedule), hoursText(finding.restMs, language), times);
    case 'nights':
      return words.nights(person(finding.person), schedule(finding.schedule), finding.nights, times);
    case 'two-watches':
      return words.twoWatches(person(finding.person), schedule(finding.schedule), schedule(finding.other), times);
    case 'overlap':
      return words.overlap(schedule(finding.schedule), person(finding.person), person(finding.other), times);
  }
}

/** What a change of a schedule does to one person in one sentence (C10, D13); days of leave are those where the person lives. */
export function impactText(workspace: Workspace, impact: PersonImpact, schedule: string, { language, now, zone }: Reader): string {
  const words = coverageWords[language];
  const own = find(workspace, 'person', impact.person)?.zone ?? find(workspace, 'schedule', schedule)?.zone ?? 'UTC';
  const signed = (value: number, text: string) => (value === 0 ? [] : [`${value > 0 ? '+' : '−'}${text}`]);
  const differences = [
    ...signed(impact.nights, words.counted(Math.abs(impact.nights), 'nights')),
    ...signed(impact.weekendDays, words.counted(Math.abs(impact.weekendDays), 'weekendDays')),
    ...signed(impact.hoursMs, `${hoursText(Math.abs(impact.hoursMs), language)} h`),
  ];
  const leave = joined(impact.inLeave).map(({ from, until }) => {
    const [first, last] = [from, until - 1].map((at) => dayText(at, zone ?? own, now, language));
    return words.days(first ?? '', first === last ? undefined : last);
  });
  return words.impact(
    nameOf(workspace, 'person', impact.person),
    differences.length === 0 ? words.sameHours : differences.join(', '),
    leave,
  );
}

/** The clock a finding is told by: its schedule's, or that of the policy and the first schedule it leads to. */
function zoneOf(workspace: Workspace, finding: Finding): string {
  if (finding.kind !== 'same-level-next') {
    return find(workspace, 'schedule', finding.schedule)?.zone ?? 'UTC';
  }
  const policy = find(workspace, 'policy', finding.policy);
  const schedules = policy?.steps.flatMap(({ targets }) => targets.flatMap(({ id }) => find(workspace, 'schedule', id) ?? []));
  return policy?.zone ?? schedules?.[0]?.zone ?? 'UTC';
}
