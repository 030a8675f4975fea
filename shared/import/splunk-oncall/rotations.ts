import { handoffsOf } from '../../schedule/handoffs.ts';
import { parseIso, type Instant } from '../../time/instant.ts';
import { findZone } from '../../time/zone.ts';
import { beginningAt, wallMsOfTurn } from '../beginning.ts';
import type { Construct } from '../construct.ts';
import type { DraftOverride, DraftRotation, DraftSchedule } from '../draft.ts';
import { moved } from '../neighbours.ts';
import { readHours } from './hours.ts';

/** A rotation as steps of policies name it: by slug, or by its team and label. */
export interface SplunkRotation {
  team?: string | undefined;
  slug?: string | undefined;
  label: string;
  schedule: DraftSchedule;
}

/** The rotations, each a schedule: its shifts serve at once. */
export function readRotations(root: Construct, now: Instant): SplunkRotation[] {
  const ofTeams = root
    .children('teams')
    .flatMap((team) => team.children('rotations').map((rotation) => ({ rotation, team: team.text('slug') })));
  const apart = root.children('rotations').map((rotation) => ({ rotation, team: rotation.text('teamSlug') ?? rotation.text('team') }));
  const schedules = [...root.children('schedules'), ...root.children('teams').flatMap((team) => team.children('schedules'))];
  const rotations = [...ofTeams, ...apart].flatMap(({ rotation, team }): SplunkRotation[] => {
    const label = rotation.name;
    if (label === undefined) {
      rotation.leftOut('It has no label, so nothing can mean it.');
      return [];
    }
    const slug = rotation.text('slug');
    const shifts = rotation.children('shifts').flatMap((shift) => readShift(shift, now) ?? []);
    const zone = shifts[0]?.zone ?? 'UTC';
    const schedule: DraftSchedule = {
      key: slug ?? `${team ?? ''} ${label}`,
      name: label,
      zone,
      rotations: shifts,
      overrides: [],
      overlapping: 'all',
      from: rotation,
    };
    return [{ team, slug, label, schedule }];
  });
  schedules.forEach((schedule) => readOverrides(schedule, rotations, now));
  return rotations;
}

function readShift(shift: Construct, now: Instant): DraftRotation | undefined {
  const zone = findZone(shift.text('timezone') ?? '')?.name;
  const start = parseIso(shift.text('start') ?? '');
  const days = shift.number('duration');
  const hours = readHours(shift);
  const people = shift.parts('shiftMembers').flatMap((member) => {
    const [key, slug] = [member.text('username'), member.text('slug')];
    if (key === undefined) {
      member.leftOut('It names nobody; the turns after it come earlier.', 'Check who is on call: watchbell schedule show.');
    }
    return key === undefined ? [] : [{ key, slug }];
  });
  const members = people.map(({ key }) => ({ key }));
  const isWhole = days !== undefined && Number.isInteger(days) && days >= 1 && days <= 366;
  if (zone === undefined || start === undefined || !isWhole || !hours || (hours.mayOnlyBeWeeks && days % 7 !== 0)) {
    shift.leftOut(
      zone === undefined ? 'Its time zone is none of IANA.' : !hours ? 'Its hours cannot be read.' : 'Its turns cannot be read.',
      'Write this shift by hand.',
    );
    return undefined;
  }
  // A hand-off counts the days that are served: seven of them are a week only where every day is served (B2).
  const isOfWeeks = hours.mayOnlyBeWeeks || (days % 7 === 0 && hours.spans.length === 0);
  const turn = isOfWeeks ? ({ unit: 'week', length: days / 7 } as const) : ({ unit: 'day', length: days } as const);
  const { startsOn, handoffAt, isExact } = beginningAt(start, zone);
  if (!isExact) {
    shift.approximated(`Hand-offs come at ${handoffAt}, without the seconds.`);
  }
  const rotation = { name: shift.name, turn, zone, handoffAt, startsOn, spans: hours.spans, from: shift };
  return { ...rotation, members: inStep(shift, members, people, rotation, Math.max(start, now)) };
}

/** The members in the order in which whoever is said to be on call now is. */
function inStep(
  shift: Construct,
  members: { key: string }[],
  people: readonly { key: string; slug?: string | undefined }[],
  rotation: Omit<DraftRotation, 'members'>,
  now: Instant,
): { key: string }[] {
  const current = shift.part('current', ['isRoll', 'end']);
  const [at, username, slug] = [parseIso(current?.text('start') ?? '') ?? now, current?.text('username'), current?.text('memberSlug')];
  const place = people.findIndex((person) => (slug === undefined ? person.key === username : person.slug === slug));
  if (place === -1 || members.length === 0) {
    return members;
  }
  const { turn, zone, handoffAt, startsOn } = rotation;
  const turns = handoffsOf({ turn, zone, handoffAt, startsOn });
  const middle = at + Math.min(wallMsOfTurn(turn), 3_600_000) / 2;
  return moved(members, place - turns.turnAt(middle));
}

function readOverrides(schedule: Construct, rotations: readonly SplunkRotation[], now: Instant): void {
  const policy = schedule.part('policy', ['slug']);
  policy?.text('name');
  schedule.converted(undefined, 'Who is on call when follows from the rotations; only its overrides are taken.');
  for (const override of schedule.children('overrides')) {
    const read = readOverride(override, now);
    const concerned = rotations.filter(
      (rotation) => read && rotation.schedule.rotations.some(({ members }) => members.some(({ key }) => key === read.replaces)),
    );
    if (read && concerned.length === 0) {
      override.leftOut(
        `${read.replaces ?? 'Whoever it stands in for'} takes turns in no rotation of this export.`,
        'Add the override by hand: watchbell schedule override.',
      );
    }
    if (read && concerned.length > 1) {
      override.approximated('It is for one policy in Splunk On-Call; here it is for every rotation the person takes turns in.');
    }
    concerned.forEach((rotation) => read && rotation.schedule.overrides.push(read));
  }
}

function readOverride(override: Construct, now: Instant): DraftOverride | undefined {
  const person = (key: string) => override.part(key, ['firstName', 'lastName', 'displayName'])?.text('username');
  const [replaces, taker] = [person('origOnCallUser'), person('overrideOnCallUser')];
  const [begins, ends] = [parseIso(override.text('start') ?? ''), parseIso(override.text('end') ?? '')];
  override.part('policy', ['slug', 'name']);
  if (replaces === undefined || taker === undefined || begins === undefined || ends === undefined || begins >= ends) {
    override.leftOut(
      'It does not say who stands in for whom from when until when.',
      'Add the override by hand: watchbell schedule override.',
    );
    return undefined;
  }
  if (ends <= now) {
    override.converted(undefined, 'It is over; nothing of it is to come.');
    return undefined;
  }
  return { person: taker, replaces, begins, ends, from: override };
}
