import { z } from 'zod';
import { CatchAll, Policy, Step, type Target } from '../escalation/policy.ts';
import { Id } from '../log/envelope.ts';
import { derivedId } from '../log/derived-id.ts';
import { Schedule, type Override } from '../schedule/definition.ts';
import { parseDuration } from '../time/duration.ts';
import { parseIso } from '../time/instant.ts';
import { Integration, Organisation, Person, Service, Team, type Definition } from './definitions.ts';

const duration = z.string().transform((text, context) => {
  const durationMs = parseDuration(text);
  if (durationMs === undefined) {
    context.addIssue({ code: 'custom', message: `"${text}" is not a duration; write for example 30s, 5m or 1h30m` });
    return z.NEVER;
  }
  return durationMs;
});

const target = z.string().transform((text, context): Target => {
  const [kind, id, ...rest] = text.split(':');
  if ((kind === 'person' || kind === 'schedule') && id && rest.length === 0) {
    return { kind, id };
  }
  context.addIssue({ code: 'custom', message: `"${text}" is not a target; write person:ID or schedule:ID` });
  return z.NEVER;
});

const turn = z.string().transform((text, context): { unit: 'day' | 'week'; length: number } => {
  const match = /^(\d{1,3})([dw])$/.exec(text);
  if (match && Number(match[1]) > 0) {
    return { unit: match[2] === 'w' ? 'week' : 'day', length: Number(match[1]) };
  }
  context.addIssue({ code: 'custom', message: `"${text}" is not a turn; write days or weeks, for example 1d or 1w` });
  return z.NEVER;
});

const moment = z.string().transform((text, context) => {
  const instant = parseIso(text);
  if (instant === undefined) {
    context.addIssue({
      code: 'custom',
      message: `"${text}" is not a moment; write it with its offset, for example 2026-12-24T18:00:00+01:00`,
    });
    return z.NEVER;
  }
  return instant;
});

const fileStep = z
  .strictObject({
    notify: z.array(target),
    acknowledgeWithin: duration.optional(),
    resolveWithin: duration.optional(),
    repeatEvery: duration.optional(),
    whenUnanswered: z.enum(['continue', 'repeat']).optional(),
    repeats: z.int().optional(),
  })
  .transform((step): unknown => ({
    targets: step.notify,
    acknowledgeWithinMs: step.acknowledgeWithin,
    resolveWithinMs: step.resolveWithin,
    repeatEveryMs: step.repeatEvery,
    whenUnanswered: step.whenUnanswered,
    repeats: step.repeats,
  }))
  .pipe(Step);

const filePolicy = z
  .strictObject({
    name: z.string(),
    steps: z.array(fileStep),
    loops: z.int().optional(),
    acknowledgementExpiresAfter: duration.optional(),
  })
  .transform(({ acknowledgementExpiresAfter, ...policy }): unknown => ({
    ...policy,
    acknowledgementExpiresAfterMs: acknowledgementExpiresAfter,
  }))
  .pipe(Policy.omit({ id: true }));

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

const fileCatchAll = z
  .strictObject({ notify: z.array(target), repeatEvery: duration.optional() })
  .transform((catchAll): unknown => ({ targets: catchAll.notify, repeatEveryMs: catchAll.repeatEvery }))
  .pipe(CatchAll);

/** Schema of a workspace file: every entity keyed by its id, durations and targets as people write them. */
export const WorkspaceFile = z.strictObject({
  organisation: z.strictObject({ name: Organisation.shape.name, catchAll: fileCatchAll.optional() }),
  people: z.record(Id, Person.omit({ id: true })),
  teams: z.record(Id, Team.omit({ id: true })).default({}),
  schedules: z.record(Id, fileSchedule).default({}),
  policies: z.record(Id, filePolicy),
  services: z.record(Id, Service.omit({ id: true })),
  integrations: z.record(Id, Integration.omit({ id: true })).default({}),
});
/** A workspace file, checked and turned into our units. */
export type WorkspaceFile = z.infer<typeof WorkspaceFile>;

/** A schedule as a file defines it: `overrides` undefined means the file does not speak of them. */
export type FileSchedule = Omit<Definition<'schedule'>, 'overrides'> & { overrides?: Override[] | undefined };
