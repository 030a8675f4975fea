import { positions } from '../schedule/place.ts';
import { isoOf, type Instant } from '../time/instant.ts';
import type { DraftOverride, DraftRotation, DraftSchedule } from './draft.ts';
import { slugOf } from './slug.ts';
import { areApart, hoursOf } from './week.ts';

/** A schedule as a workspace file writes it, under its id. */
export type FileEntry = readonly [id: string, definition: object];

const units = { hour: 'h', day: 'd', week: 'w', month: 'mo' } as const;
const mostWindows = 20;
const mostMembers = 500;
/** The last moment ISO 8601 writes with four digits for its year: 31 December 9999. */
const latest = 253_402_214_400_000;

/** The workspace's schedules for one of the source: several where all who serve at once are on call and their hours may meet. */
export function assembleSchedule(schedule: DraftSchedule, id: string, personId: (key: string) => string, now: Instant): FileEntry[] {
  const rotations = schedule.rotations.filter((rotation) => isUsable(rotation, now));
  if (rotations.length === 0) {
    schedule.from.leftOut('Nobody takes turns in it any more or yet.', 'Whatever pages it pages nobody here; name somebody else.');
    schedule.overrides.forEach(({ from }) => from.leftOut('Its schedule was not converted.'));
    return [];
  }
  const isApart =
    schedule.overlapping === 'last' || rotations.every((a, i) => rotations.slice(0, i).every((b) => areApart(a.spans, b.spans)));
  if (isApart) {
    schedule.from.converted(`schedules.${id}`);
    rotations.forEach(({ from }) => from.converted(`schedules.${id}`));
    return [[id, fileSchedule(schedule, schedule.name, rotations, overridesOf(schedule, id), { personId, now })]];
  }
  const taken = new Set<string>();
  return rotations.map((rotation, i) => {
    const own = slugOf(rotation.name ?? '', String(i + 1));
    const part = `${id}-${taken.has(own) ? `${own}-${i + 1}` : own}`.slice(0, 100);
    taken.add(own);
    rotation.from.converted(`schedules.${part}`);
    schedule.from.converted(
      `schedules.${part}`,
      'Several people may be on call at once, so each rotation is a schedule of its own; what pages one pages all of them.',
    );
    return [
      part,
      fileSchedule(schedule, `${schedule.name}: ${rotation.name ?? String(i + 1)}`, [rotation], overridesOf(schedule, part), {
        personId,
        now,
      }),
    ];
  });
}

/** Whether a rotation can be written; what cannot is told. One that is over has nothing to come. */
function isUsable({ members, spans, turn, ends, from }: DraftRotation, now: Instant): boolean {
  if (from.isLeftOut) {
    return false;
  }
  if (ends !== undefined && ends <= now) {
    from.converted(undefined, `It ended on ${isoOf(ends)}; nothing of it is to come.`);
    return false;
  }
  if (members.length === 0) {
    from.leftOut('It names nobody.');
    return false;
  }
  if (members.length > mostMembers) {
    from.leftOut(`It has ${members.length} members, and a rotation here has at most ${mostMembers}.`);
    return false;
  }
  if ((hoursOf(spans)?.length ?? 0) > mostWindows) {
    from.leftOut(`Its hours take more than ${mostWindows} windows.`, 'Write the schedule by hand with fewer.');
    return false;
  }
  return turn.length >= 1;
}

function overridesOf({ overrides }: DraftSchedule, id: string): DraftOverride[] {
  overrides.filter(({ ends }) => ends > latest).forEach(({ from }) => from.leftOut('It ends later than any calendar writes.'));
  overrides.forEach(({ from }) => from.converted(`schedules.${id}`));
  return overrides.filter(({ from }) => !from.isLeftOut);
}

interface Context {
  personId: (key: string) => string;
  now: Instant;
}

function fileSchedule(
  { zone }: DraftSchedule,
  name: string,
  rotations: readonly DraftRotation[],
  overrides: readonly DraftOverride[],
  { personId, now }: Context,
): object {
  const ranks = positions(rotations.length);
  const taken = new Set<string>();
  const layers = rotations.map((rotation, i) => {
    const slug = slugOf(rotation.name ?? '', `layer-${i + 1}`);
    const id = taken.has(slug) ? `${slug}-${i + 1}` : slug;
    taken.add(id);
    return { id, ...fileLayer(rotation, zone, ranks[i] ?? 'a0', { personId, now }) };
  });
  const [only] = layers;
  const { id: _, ...rotation } = only ?? { id: '' };
  const isOne = layers.length === 1 && !('places' in rotation);
  return {
    name: name.slice(0, 200),
    zone,
    ...(isOne ? { rotation } : { layers }),
    ...(overrides.length === 0
      ? {}
      : {
          overrides: overrides.map(({ person, replaces, begins, ends }) => ({
            person: personId(person),
            from: isoOf(begins),
            until: isoOf(ends),
            ...(replaces === undefined ? {} : { replaces: personId(replaces) }),
          })),
        }),
  };
}

function fileLayer(rotation: DraftRotation, scheduleZone: string, position: string, { personId, now }: Context): object {
  const { name, members, together, turn, zone, handoffAt, startsOn, spans, begins, ends } = rotation;
  const hours = hoursOf(spans);
  const isLater = begins !== undefined && begins > now;
  const places = [
    ...(isLater ? [{ from: isoOf(begins), position }] : [{ position }]),
    ...(ends === undefined ? [] : [{ from: isoOf(ends), position: null }]),
  ];
  return {
    ...(name === undefined ? {} : { name: name.slice(0, 200) }),
    people: members.map(({ key }) => personId(key)),
    turn: `${turn.length}${units[turn.unit]}`,
    handoffAt,
    startsOn,
    ...(zone === scheduleZone ? {} : { zone }),
    ...(together === undefined || together <= 1 ? {} : { together }),
    ...(hours ? { hours } : {}),
    ...(isLater || ends !== undefined ? { places } : {}),
  };
}
