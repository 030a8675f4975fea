import { parseIso, type Instant } from '../../time/instant.ts';
import { weekdays } from '../../time/local-window.ts';
import { findZone } from '../../time/zone.ts';
import { begunBy, turnOfSeconds } from '../beginning.ts';
import type { Construct } from '../construct.ts';
import type { DraftOverride, DraftRotation, DraftSchedule } from '../draft.ts';
import { leavesDaysOut, minutesBetween, onDays, weekSpan, type WeekSpan } from '../week.ts';
import { personIn, type FindPerson } from './people.ts';

const secondsOf: ReadonlyMap<string, number> = new Map([
  ['hourly', 3600],
  ['daily', 86_400],
  ['weekly', 604_800],
]);

/** The schedules. All of their rotations that serve at once are on call. */
export function readSchedules(root: Construct, find: FindPerson, now: Instant): DraftSchedule[] {
  return root.children('schedules').flatMap((schedule): DraftSchedule[] => {
    const key = schedule.text('id') ?? schedule.text('name');
    const given = schedule.text('timezone') ?? schedule.text('timeZone');
    const zone = findZone(given ?? '')?.name;
    if (key === undefined || zone === undefined) {
      schedule.leftOut(
        key === undefined
          ? 'It has neither id nor name, so nothing can mean it.'
          : `"${given ?? ''}" is not a time zone of IANA, so its hours are not known.`,
        'Write the zone into the export as IANA does, for example Europe/Paris, and import again.',
      );
      return [];
    }
    if (schedule.flag('enabled') === false) {
      schedule.approximated('It is switched off in Opsgenie and has people on call here.', 'Leave it out of the file if it should not.');
    }
    const rotations = schedule.children('rotations').flatMap((rotation) => readRotation(rotation, zone, find) ?? []);
    const overrides = schedule.children('overrides').flatMap((override) => readOverride(override, find, now) ?? []);
    return [{ key, name: schedule.name ?? key, zone, rotations, overrides, overlapping: 'all', from: schedule }];
  });
}

function readRotation(rotation: Construct, zone: string, find: FindPerson): DraftRotation | undefined {
  const seconds = secondsOf.get(rotation.text('type') ?? '');
  const length = rotation.number('length') ?? 1;
  const first = parseIso(rotation.text('startDate') ?? '');
  const ends = parseIso(rotation.text('endDate') ?? '');
  const spans = readRestriction(rotation);
  const people = readParticipants(rotation, find);
  if (rotation.flag('enabled') === false) {
    rotation.leftOut('It is switched off.');
    return undefined;
  }
  const turn = seconds === undefined || spans === undefined ? undefined : turnOfSeconds(seconds * length, leavesDaysOut(spans));
  if (first === undefined || turn === undefined || spans === undefined) {
    const why =
      spans === undefined
        ? 'Its hours cannot be read.'
        : first === undefined
          ? 'It does not say when it begins.'
          : 'Its turns cannot be read.';
    rotation.leftOut(why, 'Write the rotation by hand.');
    return undefined;
  }
  const { startsOn, handoffAt, isExact } = begunBy(first, first, turn, people.members.length, zone);
  if (!isExact) {
    rotation.approximated(`Hand-offs come at ${handoffAt}, without the seconds.`);
  }
  if (turn.unit === 'hour' && turn.length % 24 !== 0) {
    rotation.approximated(
      'Turns of hours follow the clock on the wall: where it is changed, hand-offs may come up to an hour earlier or later than in Opsgenie.',
    );
  }
  return { name: rotation.name, ...people, turn, zone, handoffAt, startsOn, spans, ends, from: rotation };
}

function readParticipants(rotation: Construct, find: FindPerson): Pick<DraftRotation, 'members'> {
  const members = rotation.children('participants').flatMap((participant) => {
    const type = participant.text('type');
    const person = personIn(participant, find);
    if (type !== 'user' || !person) {
      const what = type === 'none' ? 'Nobody' : type === 'user' ? 'Somebody without a name' : `A ${type ?? 'participant of no kind'}`;
      participant.leftOut(
        `${what} takes turns in it; only people do here.`,
        'Put people in its place: as it is, the others take this turn, and all turns after it move.',
      );
      rotation.approximated(
        'A turn of it was left out, so the turns of the others come earlier.',
        'Check who is on call: watchbell schedule show.',
      );
      return [];
    }
    participant.converted();
    return [person];
  });
  return { members };
}

/** The hours of a rotation: none are always; undefined when they cannot be read. */
function readRestriction(rotation: Construct): WeekSpan[] | undefined {
  const restriction = rotation.part('timeRestriction');
  const type = restriction?.text('type');
  if (!restriction) {
    return rotation.has('timeRestriction') ? undefined : [];
  }
  const parts = [...restriction.parts('restriction'), ...restriction.parts('restrictions')];
  const spans = parts.map((part): WeekSpan[] | undefined => {
    const at = (which: 'start' | 'end') => (part.number(`${which}Hour`) ?? NaN) * 60 + (part.number(`${which}Min`) ?? 0);
    const [from, until] = [at('start'), at('end')];
    const day = (key: string) => weekdays.findIndex((name) => part.text(key)?.toLowerCase().startsWith(name) === true);
    if (type === 'time-of-day') {
      return timeSpans(from, until);
    }
    const [startDay, endDay] = [day('startDay'), day('endDay')];
    const minutes = endDay * 1440 + until - (startDay * 1440 + from);
    const span = startDay < 0 || endDay < 0 ? undefined : weekSpan(startDay, from, minutes > 0 ? minutes : minutes + 7 * 1440);
    return span && [span];
  });
  return parts.length > 0 && spans.every((each) => each !== undefined) ? spans.flat() : undefined;
}

function timeSpans(from: number, until: number): WeekSpan[] | undefined {
  return Number.isInteger(from) && Number.isInteger(until) ? onDays([0, 1, 2, 3, 4, 5, 6], from, minutesBetween(from, until)) : undefined;
}

function readOverride(override: Construct, find: FindPerson, now: Instant): DraftOverride | undefined {
  const user = override.part('user');
  const type = user?.text('type');
  const person = personIn(user, find);
  const [begins, ends] = [parseIso(override.text('startDate') ?? ''), parseIso(override.text('endDate') ?? '')];
  if (!person || (type !== undefined && type !== 'user') || begins === undefined || ends === undefined || begins >= ends) {
    override.leftOut(
      'It does not say which person stands in from when until when.',
      'Add the override by hand: watchbell schedule override.',
    );
    return undefined;
  }
  if (ends <= now) {
    override.converted(undefined, 'It is over; nothing of it is to come.');
    return undefined;
  }
  if (override.parts('rotations', ['id', 'name']).length > 0) {
    override.approximated('It is for some rotations of the schedule in Opsgenie and for all of them here.', 'Check who is on call then.');
  }
  return { person: person.key, begins, ends, from: override };
}
