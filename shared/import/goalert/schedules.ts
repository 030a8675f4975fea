import { parseIso, type Instant } from '../../time/instant.ts';
import { localOfWallMs } from '../../time/calendar.ts';
import { findZone, instantsOf } from '../../time/zone.ts';
import { beginningAt } from '../beginning.ts';
import type { Construct } from '../construct.ts';
import type { DraftOverride, DraftRotation, DraftSchedule } from '../draft.ts';
import { leavesDaysOut, minuteOf, minutesBetween, onDays, type WeekSpan } from '../week.ts';
import { beginningOf, type GoalertRotation } from './rotations.ts';
import { readTemporary } from './temporary.ts';

/** A Monday long ago: where somebody is always on call it does not matter when that began. */
const always = { startsOn: '2020-01-06', handoffAt: '09:00', turn: { unit: 'week', length: 1 } } as const;

/** The schedules. Everybody whose rule is active is on call. */
export function readSchedules(root: Construct, rotations: ReadonlyMap<string, GoalertRotation>, now: Instant): DraftSchedule[] {
  const overrides = root
    .children('userOverrides')
    .map((override) => ({ override, schedule: override.part('target', ['type', 'name', '__typename'])?.text('id') }));
  const schedules = root.children('schedules').flatMap((schedule): DraftSchedule[] => {
    const key = schedule.text('id');
    const zone = findZone(schedule.text('timeZone') ?? '')?.name;
    if (key === undefined || zone === undefined) {
      schedule.leftOut(
        key === undefined ? 'It has no id, so nothing can mean it.' : 'Its time zone is none of IANA, so its hours are not known.',
        'Write the schedule by hand.',
      );
      return [];
    }
    schedule
      .children('onCallNotificationRules')
      .forEach((notice) =>
        notice.leftOut(
          'It tells a channel who is on call; here people see it in the app and in their calendar.',
          'Make a calendar address: watchbell calendar create.',
        ),
      );
    const own = overrides.flatMap((each) => (each.schedule === key ? (readOverride(each.override, now) ?? []) : []));
    const temporary = schedule.children('temporarySchedules').flatMap((each) => readTemporary(each, now));
    return [
      {
        key,
        name: schedule.name ?? key,
        zone,
        rotations: schedule.children('targets').flatMap((target) => readTarget(target, zone, rotations) ?? []),
        overrides: [...temporary, ...own],
        overlapping: 'all',
        from: schedule,
      },
    ];
  });
  const known = new Set(schedules.map(({ key }) => key));
  overrides
    .filter(({ schedule }) => schedule === undefined || !known.has(schedule))
    .forEach(({ override }) => override.leftOut('Its schedule is not in what was converted.'));
  return schedules;
}

function readTarget(assignment: Construct, zone: string, rotations: ReadonlyMap<string, GoalertRotation>): DraftRotation | undefined {
  const target = assignment.part('target', ['__typename']);
  const [type, id, name] = [target?.text('type'), target?.text('id'), target?.text('name')];
  const rules = assignment.children('rules').map((rule) => ({ rule, spans: readRule(rule) }));
  const active = rules.flatMap(({ spans }) => spans ?? []);
  const isAlways = rules.some(({ spans }) => spans?.length === 0);
  if (rules.some(({ rule }) => rule.isLeftOut) || (active.length === 0 && !isAlways)) {
    assignment.leftOut(
      rules.length === 0 ? 'It has no hours, so it never serves.' : 'Its hours cannot be read.',
      'Write this part of the schedule by hand.',
    );
    return undefined;
  }
  const spans = isAlways ? [] : active.filter(({ minutes }) => minutes > 0);
  if (type === 'user' && id !== undefined) {
    return { name, members: [{ key: id, name }], ...always, zone, spans, from: assignment };
  }
  const rotation = type === 'rotation' ? rotations.get(id ?? '') : undefined;
  if (!rotation) {
    assignment.leftOut(`Its ${type ?? 'target'} is not in what was converted.`, 'Name somebody in its place.');
    return undefined;
  }
  rotation.from.converted();
  return { name: rotation.name, members: rotation.members, spans, ...turnsIn(rotation, zone, spans, assignment), from: assignment };
}

/** The turns of a rotation in the zone of a schedule: the same where the zones are, or where the hours do not matter. */
function turnsIn(
  rotation: GoalertRotation,
  zone: string,
  spans: readonly WeekSpan[],
  from: Construct,
): Pick<DraftRotation, 'turn' | 'zone' | 'handoffAt' | 'startsOn'> {
  const { turn } = rotation;
  const isOfHours = turn.unit === 'day' && leavesDaysOut(spans) && turn.length * 24 <= 366;
  const own = isOfHours ? ({ unit: 'hour', length: turn.length * 24 } as const) : turn;
  if (turn.unit === 'day' && leavesDaysOut(spans) && !isOfHours) {
    from.approximated('Turns count the days that are served; in GoAlert they count all days.');
  }
  if (rotation.zone === zone || spans.length === 0) {
    return { turn: own, zone: rotation.zone, ...beginningOf(rotation) };
  }
  from.approximated(
    `Its rotation goes by the clock of ${rotation.zone} and its hours by that of ${zone}; here both go by ${zone}, so hand-offs move by an hour where the two change their clocks apart.`,
  );
  const began = findZone(rotation.zone);
  const { startsOn, handoffAt } = beginningAt(began ? instantsOf(began, localOfWallMs(rotation.wallMs)).first : 0, zone);
  return { turn: own, zone, startsOn, handoffAt };
}

/** The hours of a rule: empty is always, undefined is never; left out where they cannot be read. */
function readRule(rule: Construct): WeekSpan[] | undefined {
  const [start, end] = [minuteOf(rule.text('start')), minuteOf(rule.text('end'))];
  const filter = readDays(rule);
  if (start === undefined || end === undefined || filter === undefined) {
    rule.leftOut('Its hours cannot be read.');
    return undefined;
  }
  rule.converted(undefined, filter.length === 0 ? 'It is never active.' : undefined);
  const isAlways = filter.length === 7 && start === end;
  return filter.length === 0 ? undefined : isAlways ? [] : onDays(filter, start, minutesBetween(start, end));
}

/** The weekdays of a filter, Monday being 0; GoAlert's seven begin with Sunday. */
function readDays(rule: Construct): number[] | undefined {
  const flags = rule.flags('weekdayFilter');
  return flags?.length === 7 ? flags.flatMap((isOn, i) => (isOn ? [(i + 6) % 7] : [])) : undefined;
}

function readOverride(override: Construct, now: Instant): DraftOverride | undefined {
  const [add, remove] = [override.text('addUserID'), override.text('removeUserID')];
  const [begins, ends] = [parseIso(override.text('start') ?? ''), parseIso(override.text('end') ?? '')];
  if (begins === undefined || ends === undefined || begins >= ends) {
    override.leftOut('It does not say from when until when.', 'Add the override by hand: watchbell schedule override.');
  } else if (ends <= now) {
    override.converted(undefined, 'It is over; nothing of it is to come.');
  } else if (add !== undefined && remove !== undefined) {
    return { person: add, replaces: remove, begins, ends, from: override };
  } else {
    override.leftOut(
      add === undefined
        ? 'It takes somebody off without putting anybody in their place; an override here puts somebody in.'
        : 'It puts somebody on beside those on call; an override here puts somebody in their place.',
      'Say who stands in for whom: watchbell schedule override.',
    );
  }
  return undefined;
}
