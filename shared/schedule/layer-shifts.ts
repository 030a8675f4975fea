import { isHolidayIn } from '../condition/holidays.ts';
import { dateOfDayNumber, dayNumberOf, parseDate } from '../time/calendar.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import { hoursOnDay } from '../time/local-window.ts';
import { instantsOf, localAt, type Zone } from '../time/zone.ts';
import type { Layer } from './definition.ts';
import { erasOf, membersIn, type Era } from './eras.ts';
import { handoffsOf } from './handoffs.ts';
import { positionAt } from './place.ts';
import { changesOf } from './timed.ts';
import type { Turns } from './turns.ts';

/** What a layer says of a stretch of time: who is on call from `from` up to, not including, `until`, and the layer's rank then. */
export interface Piece {
  layer: string;
  position: string;
  /** Which turn it is: pieces of one turn that adjoin are one shift. */
  turn: string;
  people: readonly string[];
  from: Instant;
  until: Instant;
}

/** A stretch of time: from `from` up to, not including, `until`. */
interface Span {
  from: Instant;
  until: Instant;
}

/** The pieces of a layer that touch [from, until), in order, each whole: from its hand-off, or the beginning of its hours, to the end. */
export function piecesOf(layer: Layer, from: Instant, until: Instant): Piece[] {
  const eras = erasOf(layer);
  return eras.flatMap((era, i) => {
    const endsAt = Math.min(eras[i + 1]?.from ?? Infinity, endOf(era.turns));
    return era.from >= until || endsAt <= from ? [] : piecesInEra(layer, era, i, { from: era.from, until: endsAt }, { from, until });
  });
}

function piecesInEra(layer: Layer, era: Era, index: number, life: Span, wanted: Span): Piece[] {
  const handoffs = handoffsOf(era.turns);
  const pieces: Piece[] = [];
  let k = handoffs.turnAt(Math.max(wanted.from, life.from));
  for (let begins = handoffs.at(k); begins < Math.min(wanted.until, life.until); k += 1) {
    const ends = handoffs.at(k + 1);
    const turn = { from: Math.max(begins, life.from), until: Math.min(ends, life.until) };
    const people = [...new Set(membersIn(era, k).map(({ person }) => person))];
    for (const ranked of people.length > 0 && turn.from < turn.until ? rankedSpans(layer, turn) : []) {
      for (const span of servedSpans(era.turns, handoffs.zone, ranked)) {
        if (span.from < wanted.until && span.until > wanted.from) {
          pieces.push({ layer: layer.id, position: ranked.position, turn: `${index}.${k}`, people, ...span });
        }
      }
    }
    begins = ends;
  }
  return pieces;
}

/** The instant the last turn ends; Infinity when they go on. */
function endOf(turns: Turns): Instant {
  const date = turns.endsOn === undefined ? undefined : parseDate(turns.endsOn);
  if (!date) {
    return Infinity;
  }
  const [hour = 0, minute = 0] = turns.handoffAt.split(':').map(Number);
  return instantsOf(handoffsOf(turns).zone, { ...date, hour, minute, second: 0 }).first;
}

/** A stretch cut where the layer's own rank changes; without those in which it is not there. */
function rankedSpans({ places }: Layer, { from, until }: Span): (Span & { position: string })[] {
  const cuts = [from, ...changesOf(places).filter((at) => at > from && at < until), until];
  return cuts.slice(1).flatMap((end, i) => {
    const start = cuts[i] ?? from;
    const position = positionAt(places, start);
    return position === undefined ? [] : [{ from: start, until: end, position }];
  });
}

/** The parts of a stretch in which turns are served, by their hours and holidays; those that touch joined. */
export function servedSpans(turns: Turns, zone: Zone, { from, until }: Span): Span[] {
  if (!turns.hours && !turns.holidays) {
    return [{ from, until }];
  }
  const joined: Span[] = [];
  for (const span of daysServed(turns, zone, from, until).toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && last.until >= span.from) {
      last.until = Math.max(last.until, span.until);
    } else {
      joined.push({ ...span });
    }
  }
  return joined
    .map((span) => ({ from: Math.max(span.from, from), until: Math.min(span.until, until) }))
    .filter((span) => span.from < span.until);
}

function daysServed({ hours = [{ from: '00:00', until: '24:00' }], holidays }: Turns, zone: Zone, from: Instant, until: Instant): Span[] {
  const first = dayNumberOf(localAt(zone, from - DAY_MS));
  const last = dayNumberOf(localAt(zone, until + DAY_MS));
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .filter((day) => !holidays || isHolidayIn(holidays.calendar, dateOfDayNumber(day)) === (holidays.serve === 'only'))
    .flatMap((day) => hours.map((window) => hoursOnDay(window, zone, day)).filter((span) => span !== undefined));
}
