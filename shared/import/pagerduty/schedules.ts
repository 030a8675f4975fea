import { parseIso, type Instant } from '../../time/instant.ts';
import { findZone } from '../../time/zone.ts';
import { begunBy, turnOfSeconds } from '../beginning.ts';
import type { Construct } from '../construct.ts';
import type { DraftOverride, DraftRotation, DraftSchedule } from '../draft.ts';
import { leavesDaysOut, minuteOf, onDays, weekSpan, type WeekSpan } from '../week.ts';
import { referenceIn } from './people.ts';
import { referenceFields } from './shape.ts';

const everyDay = [0, 1, 2, 3, 4, 5, 6];

/** The schedules. PagerDuty's API lists the layer that wins first; here it is last. */
export function readSchedules(root: Construct, now: Instant): DraftSchedule[] {
  const apart = root.children('overrides').map((override) => ({ override, schedule: referenceIn(override, 'schedule')?.key }));
  const schedules = root.children('schedules').flatMap((schedule): DraftSchedule[] => {
    const key = schedule.text('id');
    const given = schedule.text('time_zone');
    const zone = findZone(given ?? '')?.name;
    if (key === undefined || zone === undefined) {
      schedule.leftOut(
        key === undefined
          ? 'It has no id, so nothing can mean it.'
          : `"${given ?? ''}" is not a time zone of IANA, so its hours are not known.`,
        'Write the zone into the export as IANA does, for example Europe/Paris, and import again.',
      );
      return [];
    }
    const rotations = schedule
      .children('schedule_layers')
      .toReversed()
      .flatMap((layer) => readLayer(layer, zone, now) ?? []);
    const overrides = [
      ...schedule.children('overrides'),
      ...schedule.children('overrides_subschedule').flatMap((rendered) => {
        rendered.converted();
        return rendered.children('rendered_schedule_entries');
      }),
      ...apart.flatMap((each) => (each.schedule === key ? [each.override] : [])),
    ];
    return [
      {
        key,
        name: schedule.name ?? key,
        zone,
        rotations,
        overrides: onceEach(overrides.flatMap((override) => readOverride(override, now) ?? [])),
        overlapping: 'last',
        from: schedule,
      },
    ];
  });
  const known = new Set(schedules.map(({ key }) => key));
  apart
    .filter(({ schedule }) => schedule === undefined || !known.has(schedule))
    .forEach(({ override }) =>
      override.leftOut('It does not say of which schedule it is.', 'Write it under "overrides" of its schedule in the export.'),
    );
  return schedules;
}

/** The rendered overrides say the same as those that are listed. */
function onceEach(overrides: readonly DraftOverride[]): DraftOverride[] {
  const seen = new Set<string>();
  return overrides.filter(({ person, begins, ends, from }) => {
    const says = `${person} ${begins} ${ends}`;
    const isNew = !seen.has(says);
    seen.add(says);
    if (!isNew) {
      from.converted();
    }
    return isNew;
  });
}

function readLayer(layer: Construct, zone: string, now: Instant): DraftRotation | undefined {
  const seconds = layer.number('rotation_turn_length_seconds');
  const virtual = parseIso(layer.text('rotation_virtual_start') ?? '');
  const begins = parseIso(layer.text('start') ?? '') ?? virtual;
  const ends = parseIso(layer.text('end') ?? '');
  const spans = layer.children('restrictions').flatMap((restriction) => readRestriction(restriction) ?? []);
  const members = layer.parts('users', ['member_order', ...referenceFields]).flatMap((user) => {
    const reference = referenceIn(user, 'user');
    if (!reference) {
      user.leftOut('It names nobody; the turns after it come earlier.', 'Check who is on call: watchbell schedule show.');
    }
    return reference ?? [];
  });
  if (layer.children('restrictions').some(({ isLeftOut }) => isLeftOut)) {
    layer.leftOut('One of its restrictions cannot be read, so its hours are not known.', 'Write the layer by hand.');
    return undefined;
  }
  const turn = seconds === undefined ? undefined : turnOfSeconds(seconds, leavesDaysOut(spans));
  if (virtual === undefined || begins === undefined || turn === undefined) {
    layer.leftOut(
      turn === undefined
        ? `A turn of ${seconds ?? 'unknown'} s is no whole number of hours, or too long.`
        : 'It does not say when it begins.',
      'Write the layer by hand; turns are whole hours, days or weeks.',
    );
    return undefined;
  }
  const { startsOn, handoffAt, isExact } = begunBy(Math.min(begins, now), virtual, turn, members.length, zone);
  if (!isExact) {
    layer.approximated(`Hand-offs come at ${handoffAt}, without the seconds.`);
  }
  if (turn.unit === 'hour' && turn.length % 24 !== 0) {
    layer.approximated(
      'Turns of hours follow the clock on the wall: where it is changed, hand-offs may come up to an hour earlier or later than in PagerDuty.',
    );
  }
  return { name: layer.name, members, turn, zone, handoffAt, startsOn, spans, begins, ends, from: layer };
}

function readRestriction(restriction: Construct): WeekSpan[] | undefined {
  const type = restriction.text('type');
  const start = minuteOf(restriction.text('start_time_of_day'));
  const seconds = restriction.number('duration_seconds');
  const day = restriction.number('start_day_of_week');
  const minutes = Math.round((seconds ?? 0) / 60);
  const spans =
    start === undefined || minutes < 1
      ? undefined
      : type === 'daily_restriction'
        ? onDays(everyDay, start, minutes)
        : type === 'weekly_restriction' && day !== undefined
          ? [weekSpan((day + 6) % 7, start, minutes)].filter((span) => span !== undefined)
          : undefined;
  if (!spans || spans.length === 0) {
    restriction.leftOut('Its hours cannot be read.');
    return undefined;
  }
  restriction.converted();
  if ((seconds ?? 0) % 60 !== 0) {
    restriction.approximated('Its hours are whole minutes here.');
  }
  return spans;
}

function readOverride(override: Construct, now: Instant): DraftOverride | undefined {
  const person = referenceIn(override, 'user');
  const [begins, ends] = [parseIso(override.text('start') ?? ''), parseIso(override.text('end') ?? '')];
  if (!person || begins === undefined || ends === undefined || begins >= ends) {
    override.leftOut('It does not say who stands in from when until when.', 'Add the override by hand: watchbell schedule override.');
    return undefined;
  }
  if (ends <= now) {
    override.converted(undefined, 'It is over; nothing of it is to come.');
    return undefined;
  }
  return { person: person.key, begins, ends, from: override };
}
