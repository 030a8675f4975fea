import { joined, type Stretch } from '../balance/stretch.ts';
import type { Layer, Schedule } from '../schedule/definition.ts';
import { handoffsOf } from '../schedule/handoffs.ts';
import { servedSpans } from '../schedule/layer-shifts.ts';
import { positionAt } from '../schedule/place.ts';
import { changesOf, inForceAt } from '../schedule/timed.ts';
import { uncovered } from './spans.ts';

/**
 * The parts of a stretch in which somebody should be on call: in the hours of any layer that is there, and always where a layer names
 * no hours or no layer is there at all. Outside them nobody is because somebody decided so.
 */
export function servedIn({ layers }: Schedule, stretch: Stretch): Stretch[] {
  const onCall = layers.filter(({ use }) => use === 'on-call');
  const there = onCall.flatMap((layer) => cuts(layer, stretch).filter(({ from }) => positionAt(layer.places, from) !== undefined));
  const served = onCall.flatMap((layer) =>
    cuts(layer, stretch).flatMap((cut) => {
      const turns =
        positionAt(layer.places, cut.from) === undefined ? undefined : (inForceAt(layer.turns, cut.from) ?? layer.turns[0])?.turns;
      return turns ? servedSpans(turns, handoffsOf(turns).zone, cut) : [];
    }),
  );
  return joined([...served, ...uncovered(stretch, there)]);
}

/** A stretch cut where a layer comes, goes or takes its turns otherwise. */
function cuts(layer: Layer, { from, until }: Stretch): Stretch[] {
  const edges = [from, ...changesOf([...layer.places, ...layer.turns]).filter((at) => at > from && at < until), until];
  return edges.slice(1).map((end, i) => ({ from: edges[i] ?? from, until: end }));
}
