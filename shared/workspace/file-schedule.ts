import { z } from 'zod';
import { derivedId } from '../log/derived-id.ts';
import { Id } from '../log/envelope.ts';
import { LayerUse, Schedule, type Override } from '../schedule/definition.ts';
import { Place, positions } from '../schedule/place.ts';
import { Turns, ZoneName, type TurnLength } from '../schedule/turns.ts';
import { duration, moment } from '../time/written.ts';

const units = { h: 'hour', d: 'day', w: 'week', mo: 'month' } as const;

/** Reads how long a turn is as people write it, `12h`, `1d`, `1w` or `1mo`; undefined for anything else. */
export function readTurnLength(text: string): TurnLength | undefined {
  const match = /^(\d{1,3})(h|d|w|mo)$/.exec(text);
  return match && Number(match[1]) > 0 ? { unit: units[match[2] as keyof typeof units], length: Number(match[1]) } : undefined;
}

const turn = z.string().transform((text, context): TurnLength => {
  const length = readTurnLength(text);
  if (length) {
    return length;
  }
  const message = `"${text}" is not a turn; write hours, days, weeks or months, for example 12h, 1d, 1w or 1mo`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const place = z.strictObject({ from: moment.optional(), position: Place.shape.position });
const turns = { ...Turns.shape, zone: ZoneName.optional(), turn };
const member = z.strictObject({ person: Id, id: Id.optional(), places: z.array(place).optional() });
const layer = {
  name: z.string().optional(),
  use: LayerUse.optional(),
  ...turns,
  people: z
    .array(z.union([Id, member], 'write the id of a person'))
    .min(1, 'name at least one person')
    .max(500, 'a rotation has at most 500 members'),
  changes: z.array(z.strictObject({ from: moment, ...turns })).optional(),
  places: z.array(place).optional(),
};
type FileLayer = z.output<z.ZodObject<typeof layer>> & { id: string };

const fileOverride = z.strictObject({ person: Id, from: moment, until: moment, replaces: Id.optional() });

/**
 * Schema of a schedule in a workspace file: one `rotation`, or `layers` of them, the last winning. What was edited since is written
 * with the moment from which it holds: other hand-offs as `changes`, members and layers who came, moved or went as `places`.
 */
export const fileSchedule = z
  .strictObject({
    name: z.string(),
    zone: ZoneName,
    rotation: z.strictObject(layer).optional(),
    layers: z.array(z.strictObject({ id: Id, ...layer })).optional(),
    overrides: z.array(fileOverride).optional(),
    limits: z.strictObject({ rest: duration.optional(), nightsInARow: z.int().optional() }).optional(),
  })
  .refine(({ rotation, layers }) => (rotation === undefined) !== (layers === undefined), 'write either one rotation or layers of them')
  .transform(({ rotation, layers = [], overrides, limits, ...schedule }): unknown => ({
    ...schedule,
    layers: layersOf(rotation ? [{ id: 'rotation', ...rotation }] : layers, schedule.zone),
    overrides: overrides?.map((override): Override => ({ id: derivedId(override), ...override })),
    limits: limits && { restMs: limits.rest, nightsInARow: limits.nightsInARow },
  }))
  .pipe(Schedule.omit({ id: true, overrides: true }).extend({ overrides: Schedule.shape.overrides.unwrap().optional() }));

function layersOf(layers: readonly FileLayer[], zone: string): unknown[] {
  const ranks = positions(layers.length);
  return layers.map(({ id, name, use, people, changes = [], places, ...first }, i) => ({
    id,
    name,
    use,
    places: places ?? [{ position: ranks[i] }],
    turns: [{ turns: { zone, ...first } }, ...changes.map(({ from, ...changed }) => ({ from, turns: { zone, ...changed } }))],
    members: membersOf(people),
  }));
}

/** Gives each place in a rotation a stable id: the person's, numbered from their second place on. */
function membersOf(people: FileLayer['people']): unknown[] {
  const order = positions(people.length);
  const seen = new Map<string, number>();
  return people.map((entry, i) => {
    const { person, id, places } = typeof entry === 'string' ? { person: entry } : entry;
    const count = (seen.get(person) ?? 0) + 1;
    seen.set(person, count);
    return { id: id ?? (count === 1 ? person : `${person}.${count}`), person, places: places ?? [{ position: order[i] }] };
  });
}
