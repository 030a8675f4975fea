import type { Stretch } from '../balance/stretch.ts';
import type { Named } from '../queue/row.ts';
import type { Layer, Schedule } from '../schedule/definition.ts';
import { shiftsBetween, type Shift } from '../schedule/on-call.ts';
import { byPosition, positionAt } from '../schedule/place.ts';
import { changesOf, inForceAt } from '../schedule/timed.ts';
import type { Turns } from '../schedule/turns.ts';
import type { Instant } from '../time/instant.ts';
import type { LayerView, ShiftView } from './schedule-view.ts';

/** The layers that are there now or will be, in rank order. */
export function layersInOrder({ layers }: Schedule, now: Instant): Layer[] {
  const rankOf = (layer: Layer) =>
    positionAt(layer.places, now) ?? layer.places.findLast(({ position }) => position !== null)?.position ?? '';
  return layers
    .filter(
      (layer) =>
        layer.places.some(({ from = -Infinity, position }) => position !== null && from > now) ||
        positionAt(layer.places, now) !== undefined,
    )
    .toSorted((a, b) => byPosition({ id: a.id, position: rankOf(a) }, { id: b.id, position: rankOf(b) }));
}

/** A layer as it is drawn in a window: its members, how it takes turns now and later, and its own shifts. */
export function layerView(
  schedule: Schedule,
  layer: Layer,
  window: Stretch,
  now: Instant,
  named: (id: string) => Named,
  drawn: (shifts: readonly Shift[]) => ShiftView[],
): LayerView {
  const alone: Schedule = { ...schedule, layers: [layer], overrides: [] };
  const turns = (inForceAt(layer.turns, now) ?? layer.turns[0])?.turns as Turns;
  return {
    id: layer.id,
    name: layer.name,
    use: layer.use,
    members: membersNow(layer, now).map(({ person, ...member }) => ({ person: named(person), ...member })),
    turns,
    changes: layer.turns.flatMap(({ from, turns: later }) => (from !== undefined && from > now ? [{ from, turns: later }] : [])),
    ...comingAndGoing(layer.places, now),
    shifts: drawn(shiftsBetween(alone, window.from, window.until, layer.use)),
  };
}

function membersNow(
  { members }: Layer,
  now: Instant,
): { id: string; person: string; from?: Instant | undefined; until?: Instant | undefined }[] {
  return members
    .flatMap(({ id, person, places }) => {
      const next = changesOf(places).find((at) => at > now && positionAt(places, at) !== undefined);
      const position = positionAt(places, now) ?? (next === undefined ? undefined : positionAt(places, next));
      return position === undefined ? [] : [{ id, person, position, ...comingAndGoing(places, now) }];
    })
    .toSorted(byPosition)
    .map(({ position: _, ...member }) => member);
}

/** When something that is not there yet comes, and when it goes. */
function comingAndGoing(places: Layer['places'], now: Instant): { from?: Instant; until?: Instant } {
  const later = changesOf(places).filter((at) => at > now);
  const comes = positionAt(places, now) === undefined ? later.find((at) => positionAt(places, at) !== undefined) : undefined;
  const goes = later.find((at) => at > (comes ?? now) && positionAt(places, at) === undefined);
  return { ...(comes === undefined ? {} : { from: comes }), ...(goes === undefined ? {} : { until: goes }) };
}
