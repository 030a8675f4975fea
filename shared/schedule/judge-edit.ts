import { applied, noop, parked, type Judgement } from '../log/judgement.ts';
import type { Layer, Schedule } from './definition.ts';
import { positionAt } from './place.ts';
import type { ScheduleEdit } from './schedule-events.ts';

/** What a judge of edits must know besides the schedule. */
export interface EditSurroundings {
  isPerson(id: string): boolean;
}

const over = parked('It is over already; the past stays as it was.');
const removed = parked('The layer is not known here, or was removed; look again and repeat it.');
/** What a schedule holds at most, as its schema says, what is over included: one that held more could not be defined anew. */
const most = { layers: 50, members: 500, overrides: 10_000 } as const;
const full = (what: keyof typeof most) =>
  parked(`There are ${most[what]} ${what} here already, with those that are over; make a new schedule.`);
const gone = parked('One of the people is not in the workspace any more; name another.');

/**
 * What becomes of an edit on a schedule as it stands: members who are added, moved and removed apart do not disturb one another, and
 * what was made without knowing of a change it depends on is parked, with the reason (design.md, R17). `schedule` is undefined when it
 * is not known or was removed.
 */
export function judgeEdit(schedule: Schedule | undefined, edit: ScheduleEdit, { isPerson }: EditSurroundings): Judgement {
  if (!schedule) {
    return parked('The schedule is not known here, or was removed.');
  }
  switch (edit.type) {
    case 'schedule.described':
      return applied;
    case 'layer.added':
      if (schedule.layers.some(({ id }) => id === edit.body.layer)) {
        return noop('It was so already.');
      }
      if (schedule.layers.length >= most.layers) {
        return full('layers');
      }
      return edit.body.members.every(({ person }) => isPerson(person)) ? applied : gone;
    case 'layer.moved':
    case 'layer.removed':
    case 'member.added':
    case 'member.moved':
    case 'member.removed':
    case 'rotation.changed': {
      const layer = schedule.layers.find(({ id }) => id === edit.body.layer);
      return layer && isThere(layer, since(edit)) ? judgeInLayer(schedule, layer, edit, isPerson) : removed;
    }
    case 'override.added': {
      const { id, person, until } = edit.body.override;
      if (schedule.overrides.some((override) => override.id === id)) {
        return noop('It was so already.');
      }
      if (schedule.overrides.length >= most.overrides) {
        return full('overrides');
      }
      return until <= edit.recordedAt ? over : isPerson(person) ? applied : gone;
    }
    case 'override.removed': {
      const known = schedule.overrides.find(({ id }) => id === edit.body.override);
      return known ? (known.until <= edit.recordedAt ? over : applied) : noop('It was so already.');
    }
    case 'swap.requested':
    case 'shift.taken':
    case 'swap.approved':
    case 'swap.declined':
    case 'swap.withdrawn':
    case 'swap.undone':
      return judgeSwap(schedule, edit, isPerson);
  }
}

type LayerEdit = Extract<ScheduleEdit, { type: `layer.${'moved' | 'removed'}` | `member.${string}` | 'rotation.changed' }>;
type SwapEdit = Extract<ScheduleEdit, { type: `swap.${string}` | 'shift.taken' }>;

/** From when an edit holds: never from before it was recorded. */
function since(edit: LayerEdit): number {
  return Math.max(edit.body.from, edit.recordedAt);
}

function isThere({ places }: Layer, at: number): boolean {
  return positionAt(places, at) !== undefined;
}

function judgeInLayer(schedule: Schedule, layer: Layer, edit: LayerEdit, isPerson: (id: string) => boolean): Judgement {
  const at = since(edit);
  switch (edit.type) {
    case 'layer.moved':
      return applied;
    case 'layer.removed':
      return schedule.layers.some((other) => other.id !== layer.id && isThere(other, at))
        ? applied
        : parked('It is the last layer; add another before you remove it.');
    case 'rotation.changed':
      return edit.body.follows === layer.turns.length
        ? applied
        : parked('The hand-offs of this rotation were changed meanwhile; look again and repeat it.');
    case 'member.added':
      if (layer.members.some(({ id }) => id === edit.body.member)) {
        return noop('It was so already.');
      }
      if (layer.members.length >= most.members) {
        return full('members');
      }
      return isPerson(edit.body.person) ? applied : gone;
    case 'member.moved':
    case 'member.removed': {
      const standing = layer.members.filter(({ places }) => positionAt(places, at) !== undefined);
      if (!standing.some(({ id }) => id === edit.body.member)) {
        return edit.type === 'member.removed'
          ? noop('It was so already.')
          : parked('They were taken out of this rotation meanwhile; add them again if they are to take turns.');
      }
      return edit.type === 'member.removed' && standing.length === 1
        ? parked('Nobody would be left in this rotation; add somebody first, or remove the layer.')
        : applied;
    }
  }
}

function judgeSwap(schedule: Schedule, edit: SwapEdit, isPerson: (id: string) => boolean): Judgement {
  const swap = schedule.swaps?.find(({ id }) => id === edit.body.swap);
  if (edit.type === 'swap.requested' || edit.type === 'shift.taken') {
    if (swap) {
      return noop('It was so already.');
    }
    return edit.body.until <= edit.recordedAt ? over : isPerson(edit.body.giver) && isPerson(edit.body.taker) ? applied : gone;
  }
  if (!swap) {
    return parked('The swap is not known here.');
  }
  const after = {
    'swap.approved': 'approved',
    'swap.declined': 'declined',
    'swap.withdrawn': 'withdrawn',
    'swap.undone': 'undone',
  } as const;
  if (swap.status === after[edit.type]) {
    return noop('It was so already.');
  }
  if (swap.status !== (edit.type === 'swap.undone' ? 'approved' : 'requested')) {
    return parked('The swap was answered or taken back meanwhile; look again.');
  }
  if (swap.until <= edit.recordedAt && (edit.type === 'swap.approved' || edit.type === 'swap.undone')) {
    return over;
  }
  return edit.type === 'swap.approved' && !isPerson(swap.taker) ? gone : applied;
}
