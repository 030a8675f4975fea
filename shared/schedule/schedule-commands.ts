import { z } from 'zod';
import { Id, InstantMs } from '../log/envelope.ts';
import type { Instant } from '../time/instant.ts';
import { moment } from '../time/written.ts';
import { isoOf } from '../time/instant.ts';
import type { ScheduleCommandName } from './command-names.ts';
import { LayerUse, ScheduleLimits, type Layer, type Schedule } from './definition.ts';
import { byPosition, positionAt, positionBetween, positions } from './place.ts';
import { scheduleEditBodies, type ScheduleEditBody, type ScheduleEditType } from './schedule-events.ts';
import { Turns } from './turns.ts';

/** What a command becomes in the log, or a sentence that says why it cannot be made. */
export type EditDraft = { type: ScheduleEditType; body: Record<string, unknown> } | { problem: string };

/** What a command is made on: the schedule as its author sees it, an id for what is new, and the time (relay ms). */
export interface EditContext {
  schedule: Schedule;
  newId(): string;
  now: Instant;
}

interface ScheduleCommand<I> {
  input: z.ZodType<I>;
  draft(context: EditContext, input: I): EditDraft;
}

function command<I>(input: z.ZodType<I>, draft: ScheduleCommand<I>['draft']): ScheduleCommand<I> {
  return { input, draft };
}

function event<T extends ScheduleEditType>(type: T, body: ScheduleEditBody<T>): EditDraft {
  return { type, body };
}

/** A moment as people write it, or as the window has it. */
const givenMoment = z.preprocess((given) => (InstantMs.safeParse(given).success ? isoOf(given as number) : given), moment);
const span = { from: givenMoment, until: givenMoment };
const isSpan = ({ from, until }: { from: Instant; until: Instant }) => from < until;
const spanError = { error: 'it must end after it starts', path: ['until'] };
const isOfTwo = ({ giver, taker }: { giver: string; taker: string }) => giver !== taker;
const twoError = { error: 'name somebody else than the giver', path: ['taker'] };
const asked = z
  .strictObject({ giver: Id, taker: Id, ...span })
  .refine(isSpan, spanError)
  .refine(isOfTwo, twoError);
const swap = z.strictObject({ swap: Id });
/** Behind whom: a member's id; null for the top, left out for the end. */
const after = Id.nullable().optional();

/** Everything a person can do to a schedule by name, the same in the window, the command line and the API (S160, D14). `from` is when it holds; now when it is left out. */
export const scheduleCommands = {
  describe: command(
    z
      .strictObject({ name: z.string().trim().min(1, 'give it a name').max(200).optional(), limits: ScheduleLimits.optional() })
      .refine(({ name, limits }) => name !== undefined || limits !== undefined, 'say a new name or other limits'),
    (_, body) => event('schedule.described', body),
  ),
  'add-layer': command(
    z.strictObject({
      name: z.string().trim().min(1).max(200).optional(),
      use: LayerUse.default('on-call'),
      people: z.array(Id).min(1, 'name at least one person').max(500, 'a rotation has at most 500 members'),
      turns: Turns,
      from: givenMoment.optional(),
    }),
    ({ schedule, newId, now }, { people, from = now, ...layer }) => {
      const ranks = positions(people.length);
      const members = people.map((person, i) => ({ id: newId(), person, position: ranks[i] ?? 'a0' }));
      return event('layer.added', { layer: newId(), ...layer, position: endOf(standingLayers(schedule, from)), members, from });
    },
  ),
  'move-layer': command(
    z.strictObject({ layer: Id, after, from: givenMoment.optional() }),
    ({ schedule, now }, { layer, after: behind, from = now }) => {
      const position = positionBehind(standingLayers(schedule, from), layer, behind);
      return position === undefined ? noLayer(behind ?? layer) : event('layer.moved', { layer, position, from });
    },
  ),
  'remove-layer': command(z.strictObject({ layer: Id, from: givenMoment.optional() }), ({ now }, { layer, from = now }) =>
    event('layer.removed', { layer, from }),
  ),
  'add-member': command(
    z.strictObject({ layer: Id, person: Id, after, from: givenMoment.optional() }),
    ({ schedule, newId, now }, { layer, person, after: behind, from = now }) => {
      const found = layerIn(schedule, layer);
      const position = found && positionBehind(standingMembers(found, from), undefined, behind);
      return position === undefined ? noLayer(layer) : event('member.added', { layer, member: newId(), person, position, from });
    },
  ),
  'move-member': command(
    z.strictObject({ layer: Id, member: Id, after, from: givenMoment.optional() }),
    ({ schedule, now }, { layer, member, after: behind, from = now }) => {
      const found = layerIn(schedule, layer);
      const position = found && positionBehind(standingMembers(found, from), member, behind);
      return position === undefined ? noLayer(layer) : event('member.moved', { layer, member, position, from });
    },
  ),
  'remove-member': command(
    z.strictObject({ layer: Id, member: Id, from: givenMoment.optional() }),
    ({ now }, { layer, member, from = now }) => event('member.removed', { layer, member, from }),
  ),
  'change-rotation': command(
    z.strictObject({ layer: Id, turns: Turns, from: givenMoment.optional() }),
    ({ schedule, now }, { layer, turns, from = now }) => {
      const found = layerIn(schedule, layer);
      return found ? event('rotation.changed', { layer, turns, follows: found.turns.length, from }) : noLayer(layer);
    },
  ),
  override: command(z.strictObject({ person: Id, replaces: Id.optional(), ...span }).refine(isSpan, spanError), ({ newId }, override) =>
    event('override.added', { override: { id: newId(), ...override } }),
  ),
  'remove-override': command(z.strictObject({ override: Id }), (_, body) => event('override.removed', body)),
  'ask-swap': command(asked, ({ newId }, said) => event('swap.requested', { swap: newId(), ...said })),
  'approve-swap': command(swap, (_, body) => event('swap.approved', body)),
  'decline-swap': command(z.strictObject({ swap: Id, reason: z.string().trim().max(500).optional() }), (_, body) =>
    event('swap.declined', body),
  ),
  'withdraw-swap': command(swap, (_, body) => event('swap.withdrawn', body)),
  'undo-swap': command(swap, (_, body) => event('swap.undone', body)),
  take: command(asked, ({ newId }, said) => event('shift.taken', { swap: newId(), ...said })),
} satisfies Record<ScheduleCommandName, unknown>;

/** The event a command makes of what was said; a sentence when it is not said rightly or names what is not there. */
export function draftEdit(name: ScheduleCommandName, context: EditContext, said: unknown): EditDraft {
  const { input, draft } = scheduleCommands[name] as ScheduleCommand<unknown>;
  const parsed = input.safeParse(said ?? {});
  if (!parsed.success) {
    return problemOf(parsed.error);
  }
  const made = draft(context, parsed.data);
  if ('problem' in made) {
    return made;
  }
  const { error } = scheduleEditBodies[made.type].safeParse(made.body);
  return error ? problemOf(error) : made;
}

function problemOf({ issues }: z.ZodError): EditDraft {
  const [issue] = issues;
  const where = issue?.path.join('.') ?? '';
  return { problem: `${where === '' ? '' : `${where}: `}${issue?.message ?? 'This is not valid'}.` };
}

function noLayer(id: string): EditDraft {
  return { problem: `There is no layer or member "${id}" in this schedule any more; look again.` };
}

function layerIn({ layers }: Schedule, id: string): Layer | undefined {
  return layers.find((layer) => layer.id === id);
}

interface Standing {
  id: string;
  position: string;
}

function standing(of: readonly Pick<Layer, 'id' | 'places'>[], at: Instant): Standing[] {
  return of
    .flatMap(({ id, places }) => {
      const position = positionAt(places, at);
      return position === undefined ? [] : [{ id, position }];
    })
    .toSorted(byPosition);
}

function standingLayers({ layers }: Schedule, at: Instant): Standing[] {
  return standing(layers, at);
}

function standingMembers({ members }: Layer, at: Instant): Standing[] {
  return standing(members, at);
}

function endOf(order: readonly Standing[]): string {
  return positionBetween(order.at(-1)?.position, undefined);
}

/** The position right behind another, of those who stand there but the one that moves; undefined when the other is not there. */
function positionBehind(order: readonly Standing[], moving: string | undefined, behind: string | null | undefined): string | undefined {
  const others = order.filter(({ id }) => id !== moving);
  if (behind === undefined) {
    return endOf(others);
  }
  const index = behind === null ? -1 : others.findIndex(({ id }) => id === behind);
  return behind !== null && index === -1 ? undefined : positionBetween(others[index]?.position, others[index + 1]?.position);
}
