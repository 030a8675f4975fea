import type { Instant } from '../time/instant.ts';
import type { Layer, Schedule } from './definition.ts';
import type { SaidEdit } from './make-edits.ts';
import { byPosition, positionAt, type Place } from './place.ts';
import type { ScheduleEdit } from './schedule-events.ts';
import { inForceAt } from './timed.ts';

/**
 * What takes an edit back, as far as it is not past: the command to make now. Undefined when nothing of it is left to be taken back, or
 * when it only answered somebody. `before` is the schedule as it stood when the edit was made.
 */
export function undoOf(before: Schedule, edit: ScheduleEdit, now: Instant): SaidEdit | undefined {
  const since = (from: Instant) => Math.max(from, edit.recordedAt, now);
  switch (edit.type) {
    case 'schedule.described':
      return { name: 'describe', said: { name: before.name, ...(before.limits ? { limits: before.limits } : {}) } };
    case 'layer.added':
      return { name: 'remove-layer', said: { layer: edit.body.layer, from: since(edit.body.from) } };
    case 'layer.moved': {
      const { layer, from } = edit.body;
      return { name: 'move-layer', said: { layer, after: behindWhom(before.layers, layer, from), from: since(from) } };
    }
    case 'member.added':
      return { name: 'remove-member', said: { layer: edit.body.layer, member: edit.body.member, from: since(edit.body.from) } };
    case 'member.moved': {
      const { layer, member, from } = edit.body;
      const members = layerIn(before, layer)?.members ?? [];
      return { name: 'move-member', said: { layer, member, after: behindWhom(members, member, from), from: since(from) } };
    }
    case 'member.removed': {
      // Who has gone comes back in a place of their own, where they stood.
      const { layer, member, from } = edit.body;
      const members = layerIn(before, layer)?.members ?? [];
      const person = members.find(({ id }) => id === member)?.person;
      return person === undefined
        ? undefined
        : { name: 'add-member', said: { layer, person, after: behindWhom(members, member, from), from: since(from) } };
    }
    case 'rotation.changed': {
      const { layer, from } = edit.body;
      const turns = inForceAt(layerIn(before, layer)?.turns ?? [], from)?.turns ?? layerIn(before, layer)?.turns[0]?.turns;
      return turns && { name: 'change-rotation', said: { layer, turns, from: since(from) } };
    }
    case 'override.added':
      return edit.body.override.until > now ? { name: 'remove-override', said: { override: edit.body.override.id } } : undefined;
    case 'override.removed': {
      const was = before.overrides.find(({ id }) => id === edit.body.override);
      return was && was.until > now ? { name: 'override', said: { ...withoutId(was), from: since(was.from) } } : undefined;
    }
    case 'swap.requested':
      return { name: 'withdraw-swap', said: { swap: edit.body.swap } };
    case 'swap.approved':
    case 'shift.taken':
      return { name: 'undo-swap', said: { swap: edit.body.swap } };
    case 'layer.removed':
    case 'swap.declined':
    case 'swap.withdrawn':
    case 'swap.undone':
      return undefined;
  }
}

function layerIn({ layers }: Schedule, id: string): Layer | undefined {
  return layers.find((layer) => layer.id === id);
}

function withoutId<T extends { id: string }>({ id: _, ...rest }: T): Omit<T, 'id'> {
  return rest;
}

/** Behind whom something stood at an instant; null for the top. */
function behindWhom(order: readonly { id: string; places: readonly Place[] }[], id: string, at: Instant): string | null {
  const standing = order
    .flatMap((each) => {
      const position = positionAt(each.places, at);
      return position === undefined ? [] : [{ id: each.id, position }];
    })
    .toSorted(byPosition);
  return standing[standing.findIndex((each) => each.id === id) - 1]?.id ?? null;
}
