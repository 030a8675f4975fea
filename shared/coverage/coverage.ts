import { joined as joinedStretches, type Stretch } from '../balance/stretch.ts';
import { joined, shiftsBetween, type Shift } from '../schedule/on-call.ts';
import type { Schedule } from '../schedule/definition.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import { all, find, type Workspace } from '../workspace/workspace.ts';
import { findingKinds, type Finding } from './finding.ts';
import { levelFindings } from './levels.ts';
import { loadFindings } from './load.ts';
import { servedIn } from './served.ts';
import { shared, sharing, uncovered } from './spans.ts';

/** How far ahead coverage is swept. */
export const coverageHorizonMs = 90 * DAY_MS;

/** The watches of one schedule in a window, as the sweep sees them. */
export interface Watched {
  schedule: Schedule;
  shifts: readonly Shift[];
  /** The watches of its second level. */
  backup: readonly Shift[];
}

/**
 * Everything wrong with who is on call in a window, by exact boundaries and not by samples: gaps, people who have left, are on leave or
 * cannot be reached, one person on two levels or two schedules, too little rest. The worst first, then the earliest (C2, D5, S115).
 */
export function coverageOf(workspace: Workspace, window: Stretch): Finding[] {
  const watched = all(workspace, 'schedule').map((schedule): Watched => ({
    schedule,
    shifts: shiftsBetween(schedule, window.from, window.until),
    backup: shiftsBetween(schedule, window.from, window.until, 'backup'),
  }));
  return [
    ...watched.flatMap((each) => [
      ...gapsIn(each, window),
      ...absences(workspace, each),
      ...overlaps(each, window),
      ...loadFindings(workspace, each.schedule, window),
    ]),
    ...twoWatches(watched),
    ...levelFindings(workspace, watched, window),
  ]
    .flatMap((finding) => clipped(finding, window))
    .toSorted((a, b) => findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind) || a.from - b.from);
}

/** When it next gets worse: the earliest hole after an instant; undefined when there is none in the window. */
export function nextHole(findings: readonly Finding[], after: Instant): Finding | undefined {
  return findings.filter(({ kind, until }) => until > after && (kind === 'gap' || kind === 'gone')).toSorted((a, b) => a.from - b.from)[0];
}

/** What is found at an edge reaches on; it is told as far as the window goes. */
function clipped(finding: Finding, window: Stretch): Finding[] {
  const part = shared(finding, window);
  return part ? [{ ...finding, ...part }] : [];
}

/** When nobody is on call and somebody should be. Hours nobody serves by the schedule's own hours are no gap: somebody decided so. */
export function holesIn({ schedule, shifts }: Pick<Watched, 'schedule' | 'shifts'>, window: Stretch): Stretch[] {
  return uncovered(window, shifts).flatMap((hole) => servedIn(schedule, hole));
}

function gapsIn(watched: Watched, window: Stretch): Finding[] {
  return holesIn(watched, window).map((hole) => ({ kind: 'gap', schedule: watched.schedule.id, ...hole }));
}

function absences(workspace: Workspace, { schedule, shifts }: Watched): Finding[] {
  const devices = [...workspace.devices.values()];
  return joined(shifts).flatMap((shift): Finding[] => {
    const person = find(workspace, 'person', shift.person);
    const of = { schedule: schedule.id, person: shift.person };
    const whole = { from: shift.from, until: shift.until };
    if (!person || person.role === 'stakeholder') {
      return [{ kind: 'gone', ...of, ...whole }];
    }
    const leave = joinedStretches(person.timeOff ?? []).flatMap((away): Finding[] => {
      const part = shared(away, shift);
      return part ? [{ kind: 'leave', ...of, ...part }] : [];
    });
    const hasDevice = devices.some((device) => device.person === person.id && !device.revoked);
    const hasOther = person.pages?.some(({ channel }) => channel !== 'desktop' && channel !== 'terminal') ?? false;
    return hasDevice || hasOther ? leave : [{ kind: 'no-way', ...of, ...whole }, ...leave];
  });
}

function overlaps({ schedule: { id, overrides } }: Watched, window: Stretch): Finding[] {
  const near = overrides.filter((override) => shared(override, window));
  return [...Map.groupBy(near, ({ replaces }) => replaces).values()].flatMap((alike) =>
    sharing(alike).map(({ one, other: later, part }): Finding => ({
      kind: 'overlap',
      schedule: id,
      person: later.person,
      other: one.person,
      ...part,
    })),
  );
}

function twoWatches(watched: readonly Watched[]): Finding[] {
  const watches = watched.flatMap(({ schedule, shifts }) => joined(shifts).map((watch) => ({ ...watch, schedule: schedule.id })));
  return [...Map.groupBy(watches, ({ person }) => person).values()].flatMap((mine) =>
    sharing(mine).map(({ one, other, part }): Finding => ({
      kind: 'two-watches',
      schedule: one.schedule,
      other: other.schedule,
      person: one.person,
      ...part,
    })),
  );
}
