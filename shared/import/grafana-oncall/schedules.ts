import { localOfWallMs } from '../../time/calendar.ts';
import { parseIso, SECOND_MS, type Instant } from '../../time/instant.ts';
import { findZone, instantsOf, type Zone } from '../../time/zone.ts';
import type { Construct } from '../construct.ts';
import type { DraftOverride, DraftSchedule } from '../draft.ts';
import { areApart } from '../week.ts';
import { leaveChats } from './chats.ts';
import { readShift, type ShiftLevel } from './shifts.ts';

/** The schedules and the shifts they name. Higher levels win; on one level everybody is on call. */
export function readSchedules(root: Construct, now: Instant): DraftSchedule[] {
  const shifts = new Map(root.children('on_call_shifts').map((shift) => [shift.text('id'), shift]));
  const used = new Set<string>();
  const schedules = root.children('schedules').flatMap((schedule): DraftSchedule[] => {
    const key = schedule.text('id');
    const type = schedule.text('type') ?? 'web';
    const zone = findZone(schedule.text('time_zone') ?? 'UTC');
    const ids = schedule.texts('shifts');
    if (key === undefined || !zone || type === 'ical') {
      schedule.leftOut(
        type === 'ical' ? 'Its shifts are in a calendar elsewhere.' : 'It has no id, or a time zone that is none of IANA.',
        type === 'ical'
          ? 'Write a schedule, then fetch the calendar and run: watchbell calendar import FILE --schedule ID.'
          : 'Write the schedule by hand.',
      );
      return [];
    }
    leaveChats(schedule);
    if (schedule.has('ical_url_overrides')) {
      schedule.text('ical_url_overrides');
      schedule.approximated(
        'Its overrides are in a calendar elsewhere.',
        'Fetch that calendar and run: watchbell calendar import FILE --schedule ID.',
      );
    }
    const own = ids.flatMap((id) => (shifts.has(id) && !used.has(id) ? [shifts.get(id) as Construct] : []));
    if (ids.some((id) => !shifts.has(id))) {
      schedule.approximated('Some of its shifts are not in the export.', 'Fetch on_call_shifts too, and import again.');
    }
    ids.forEach((id) => used.add(id));
    const overrides = own.flatMap((shift) => readSingle(shift, zone, now));
    const rotations = own.filter((shift) => !isSingle(shift)).flatMap((shift) => readShift(shift, zone.name) ?? []);
    const levels = rotations.toSorted((a, b) => a.level - b.level);
    return [
      {
        key,
        name: schedule.name ?? key,
        zone: zone.name,
        rotations: levels.map(({ rotation }) => rotation),
        overrides,
        overlapping: overlapOf(levels),
        from: schedule,
      },
    ];
  });
  root
    .children('on_call_shifts')
    .filter((shift) => !used.has(shift.text('id') ?? ''))
    .forEach((shift) => shift.leftOut('No schedule in the export uses it.'));
  return schedules;
}

/** Where shifts of one level may meet, all of them are on call, which layers cannot say together with levels; the report has it then. */
function overlapOf(levels: readonly ShiftLevel[]): 'last' | 'all' {
  const meets = (a: ShiftLevel, b: ShiftLevel) => !areApart(a.rotation.spans, b.rotation.spans);
  const isSame = levels.some((a, i) => levels.slice(0, i).some((b) => a.level === b.level && meets(a, b)));
  const isOver = levels.some((a, i) => levels.slice(0, i).some((b) => a.level !== b.level && meets(a, b)));
  if (isSame && isOver) {
    levels.forEach(({ rotation }) =>
      rotation.from.approximated(
        'Shifts of one level are on call together in Grafana OnCall; here the last of them wins.',
        'Make a schedule of each and page both.',
      ),
    );
  }
  return isSame && !isOver ? 'all' : 'last';
}

function isSingle(shift: Construct): boolean {
  return ['single_event', 'override'].includes(shift.text('type') ?? '');
}

/** A single shift, or an override: an override here. */
function readSingle(shift: Construct, zone: Zone, now: Instant): DraftOverride[] {
  if (!isSingle(shift)) {
    return [];
  }
  const own = findZone(shift.text('time_zone') ?? zone.name) ?? zone;
  const begins = instantIn(shift.text('start'), own);
  const seconds = shift.number('duration') ?? 0;
  const people = [...shift.texts('users'), ...shift.lists('rolling_users').flat()];
  const isOverride = shift.text('type') === 'override';
  shift.number('level');
  if (begins === undefined || seconds <= 0 || people.length === 0) {
    shift.leftOut('It does not say who is on call from when until when.', 'Add the override by hand: watchbell schedule override.');
    return [];
  }
  const ends = begins + seconds * SECOND_MS;
  if (ends <= now) {
    shift.converted(undefined, 'It is over; nothing of it is to come.');
    return [];
  }
  if (people.length > 1) {
    shift.approximated('Several people share it in Grafana OnCall; here the last of them has it.', 'Check who is on call then.');
  } else if (!isOverride) {
    shift.approximated('It is an override here and wins over all other shifts in its time, whatever its level.');
  }
  return people.map((person) => ({ person, begins, ends, from: shift }));
}

/** An instant as Grafana OnCall writes it: on the wall clock of a zone unless it says an offset. */
export function instantIn(text: string | undefined, zone: Zone): Instant | undefined {
  const wall = parseIso(`${text ?? ''}Z`);
  return parseIso(text ?? '') ?? (wall === undefined ? undefined : instantsOf(zone, localOfWallMs(wall)).first);
}
