import { z } from 'zod';
import { derivedId } from '../log/derived-id.ts';
import { Id } from '../log/envelope.ts';
import { Schedule, type Override } from '../schedule/definition.ts';
import { Channel, Integration, Organisation, Service, Team, type Definition } from './definitions.ts';
import { filePerson, fileSeverities } from './file-people.ts';
import { fileCatchAll, filePolicy } from './file-policy.ts';
import { moment } from './file-values.ts';

const turn = z.string().transform((text, context): { unit: 'day' | 'week'; length: number } => {
  const match = /^(\d{1,3})([dw])$/.exec(text);
  if (match && Number(match[1]) > 0) {
    return { unit: match[2] === 'w' ? 'week' : 'day', length: Number(match[1]) };
  }
  context.addIssue({ code: 'custom', message: `"${text}" is not a turn; write days or weeks, for example 1d or 1w` });
  return z.NEVER;
});

const fileOverride = z.strictObject({ person: Id, from: moment, until: moment });

const fileSchedule = z
  .strictObject({
    name: z.string(),
    zone: z.string(),
    rotation: z.strictObject({ people: z.array(Id), turn, handoffAt: z.string(), startsOn: z.string() }),
    overrides: z.array(fileOverride).optional(),
  })
  .transform(({ rotation, overrides, ...schedule }): unknown => ({
    ...schedule,
    rotation: {
      participants: placesOf(rotation.people),
      turn: rotation.turn,
      handoffAt: rotation.handoffAt,
      startsOn: rotation.startsOn,
    },
    overrides: overrides?.map((override): Override => ({ id: derivedId(override), ...override })),
  }))
  .pipe(Schedule.omit({ id: true, overrides: true }).extend({ overrides: Schedule.shape.overrides.unwrap().optional() }));

/** Gives each place in a rotation a stable id: the person's, numbered from their second place on. */
function placesOf(people: readonly string[]): { id: string; person: string }[] {
  const seen = new Map<string, number>();
  return people.map((person) => {
    const count = (seen.get(person) ?? 0) + 1;
    seen.set(person, count);
    return { id: count === 1 ? person : `${person}.${count}`, person };
  });
}

/** Schema of a workspace file: every entity keyed by its id, durations and targets as people write them. */
export const WorkspaceFile = z.strictObject({
  organisation: z.strictObject({
    name: Organisation.shape.name,
    catchAll: fileCatchAll.optional(),
    severities: fileSeverities.optional(),
  }),
  people: z.record(Id, filePerson),
  teams: z.record(Id, Team.omit({ id: true })).default({}),
  channels: z.record(Id, Channel.omit({ id: true })).default({}),
  schedules: z.record(Id, fileSchedule).default({}),
  policies: z.record(Id, filePolicy),
  services: z.record(Id, Service.omit({ id: true })),
  integrations: z.record(Id, Integration.omit({ id: true })).default({}),
});
/** A workspace file, checked and turned into our units. */
export type WorkspaceFile = z.infer<typeof WorkspaceFile>;

/** A schedule as a file defines it: `overrides` undefined means the file does not speak of them. */
export type FileSchedule = Omit<Definition<'schedule'>, 'overrides'> & { overrides?: Override[] | undefined };
