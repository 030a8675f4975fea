import type { Instant } from '../time/instant.ts';
import type { Layer, Member, Override, Schedule, Swap } from './definition.ts';
import type { Place } from './place.ts';
import type { ScheduleEdit } from './schedule-events.ts';

/**
 * A schedule after an edit that was applied. What was before the edit was recorded stays as it was, byte for byte: nothing is
 * overwritten, and an edit of the past holds from when it was recorded (B2, D13).
 */
export function editSchedule(schedule: Schedule, edit: ScheduleEdit): Schedule {
  const { recordedAt } = edit;
  const since = (from: Instant) => Math.max(from, recordedAt);
  switch (edit.type) {
    case 'schedule.described': {
      const { name = schedule.name, limits = schedule.limits } = edit.body;
      return { ...schedule, name, ...(limits ? { limits } : {}) };
    }
    case 'layer.added':
      return { ...schedule, layers: [...schedule.layers, layerOf(edit.body, since(edit.body.from))] };
    case 'layer.moved':
    case 'layer.removed': {
      const place: Place = { from: since(edit.body.from), position: edit.type === 'layer.moved' ? edit.body.position : null };
      return withLayer(schedule, edit.body.layer, (layer) => ({ ...layer, places: placedAnew(layer.places, place) }));
    }
    case 'member.added': {
      const { layer, member, person, position, from } = edit.body;
      const added: Member = { id: member, person, places: [{ from: since(from), position }] };
      return withLayer(schedule, layer, (each) => ({ ...each, members: [...each.members, added] }));
    }
    case 'member.moved':
    case 'member.removed': {
      const place: Place = { from: since(edit.body.from), position: edit.type === 'member.moved' ? edit.body.position : null };
      return withLayer(schedule, edit.body.layer, (layer) => withMember(layer, edit.body.member, place));
    }
    case 'rotation.changed': {
      const { layer, turns, from } = edit.body;
      return withLayer(schedule, layer, (each) => ({ ...each, turns: [...each.turns, { from: since(from), turns }] }));
    }
    case 'override.added':
      return withOverride(schedule, edit.body.override, recordedAt);
    case 'override.removed':
      return withoutOverride(schedule, edit.body.override, recordedAt);
    case 'swap.requested': {
      const { swap, ...asked } = edit.body;
      return { ...schedule, swaps: [...(schedule.swaps ?? []), { id: swap, ...asked, status: 'requested' }] };
    }
    case 'swap.approved':
      return withSwap(schedule, edit.body.swap, (swap) => ({ ...swap, status: 'approved' }), recordedAt);
    case 'swap.declined': {
      const { reason } = edit.body;
      return withSwap(schedule, edit.body.swap, (swap) => ({ ...swap, status: 'declined', ...(reason === undefined ? {} : { reason }) }));
    }
    case 'swap.withdrawn':
      return withSwap(schedule, edit.body.swap, (swap) => ({ ...swap, status: 'withdrawn' }));
    case 'swap.undone':
      return withoutOverride(
        withSwap(schedule, edit.body.swap, (swap) => ({ ...swap, status: 'undone' })),
        edit.body.swap,
        recordedAt,
      );
    case 'shift.taken': {
      const { swap, ...asked } = edit.body;
      const taken: Swap = { id: swap, ...asked, status: 'approved' };
      return withOverride({ ...schedule, swaps: [...(schedule.swaps ?? []), taken] }, standInOf(taken), recordedAt);
    }
  }
}

function layerOf(
  { layer, name, use, position, turns, members }: Extract<ScheduleEdit, { type: 'layer.added' }>['body'],
  from: Instant,
): Layer {
  return {
    id: layer,
    ...(name === undefined ? {} : { name }),
    use,
    places: [{ from, position }],
    turns: [{ turns }],
    members: members.map(({ id, person, position: at }) => ({ id, person, places: [{ position: at }] })),
  };
}

/** Places with another: who goes is gone for good, also where they were to stand elsewhere later. */
function placedAnew(places: readonly Place[], place: Place): Place[] {
  const kept = place.position === null ? places.filter(({ from = -Infinity }) => from <= (place.from ?? -Infinity)) : places;
  return [...kept, place];
}

function withLayer(schedule: Schedule, id: string, change: (layer: Layer) => Layer): Schedule {
  return { ...schedule, layers: schedule.layers.map((layer) => (layer.id === id ? change(layer) : layer)) };
}

function withMember(layer: Layer, id: string, place: Place): Layer {
  const members = layer.members.map((member) => (member.id === id ? { ...member, places: placedAnew(member.places, place) } : member));
  return { ...layer, members };
}

/** An override that was to begin before it was recorded begins then: nobody was on call in the past who was not. */
function withOverride(schedule: Schedule, override: Override, recordedAt: Instant): Schedule {
  return { ...schedule, overrides: [...schedule.overrides, { ...override, from: Math.max(override.from, recordedAt) }] };
}

/** What has not begun is gone, what is going on ends here, and what is over stays (B2). */
function withoutOverride(schedule: Schedule, id: string, recordedAt: Instant): Schedule {
  const overrides = schedule.overrides.flatMap((override) => {
    if (override.id !== id) {
      return [override];
    }
    return override.from >= recordedAt ? [] : [{ ...override, until: Math.min(override.until, recordedAt) }];
  });
  return { ...schedule, overrides };
}

function standInOf({ id, giver, taker, from, until }: Swap): Override {
  return { id, person: taker, from, until, replaces: giver };
}

function withSwap(schedule: Schedule, id: string, change: (swap: Swap) => Swap, approvedAt?: Instant): Schedule {
  const swap = schedule.swaps?.find((each) => each.id === id);
  if (!swap) {
    return schedule;
  }
  const changed = { ...schedule, swaps: schedule.swaps?.map((each) => (each.id === id ? change(each) : each)) };
  return approvedAt === undefined ? changed : withOverride(changed, standInOf(swap), approvedAt);
}
