import type { Stretch } from '../../shared/balance/stretch.ts';
import { DAY_MS, type Instant } from '../../shared/time/instant.ts';
import { dayAt, plusDays, zoneOf } from './days.ts';
import { dayOf } from '../../shared/balance/tally.ts';
import type { OverrideDraft } from './rotation-dialog-store.ts';
import type { Bar, Row } from './rows.ts';

/** What of a bar is dragged: its beginning, its end, or all of it. */
export type DragMode = 'from' | 'until' | 'move';

interface Dragged {
  mode: DragMode;
  bar: Bar;
  /** Where it would lie now. */
  end: Stretch;
  row: Row;
  now: Instant;
}

/**
 * The override a drag asks for; undefined when nothing would change. A longer watch is an override of its person over what is added; a
 * shorter one gives what is left over to the neighbour; an override is replaced by itself over the new hours. The past stays as it was.
 */
export function draftOfDrag({ mode, bar, end, row, now }: Dragged): OverrideDraft | undefined {
  const person = bar.person?.id;
  if (end.from === bar.from && end.until === bar.until) {
    return undefined;
  }
  if (bar.override !== undefined) {
    return clipped({ person, ...end, instead: bar.override }, now);
  }
  if (mode === 'move') {
    return clipped({ person, ...end }, now);
  }
  if (mode === 'until') {
    return end.until > bar.until
      ? clipped({ person, from: bar.until, until: end.until }, now)
      : clipped({ person: neighbour(row, bar, 'after'), from: end.until, until: bar.until }, now);
  }
  return end.from < bar.from
    ? clipped({ person, from: end.from, until: bar.from }, now)
    : clipped({ person: neighbour(row, bar, 'before'), from: bar.from, until: end.from }, now);
}

/** The override a person dropped on the final row asks for: the watch or gap under the pointer, or the day of it when it is a long one. */
export function draftOfDrop({
  person,
  at,
  row,
  zone,
  now,
}: {
  person: string;
  at: Instant;
  row: Row;
  zone: string;
  now: Instant;
}): OverrideDraft {
  const under = row.bars.find(({ from, until }) => from <= at && at < until);
  const replaces = under?.together ? under.person?.id : undefined;
  if (under && under.until - under.from <= DAY_MS + DAY_MS / 12) {
    return clipped({ person, from: under.from, until: under.until, replaces }, now);
  }
  const day = dayOf(zoneOf(zone), dayAt(zone, at));
  // Days of a long watch go from hand-off to hand-off.
  const first = under && plusDays(zone, under.from, dayAt(zone, at) - dayAt(zone, under.from));
  const from = first === undefined ? day.from : first > at ? plusDays(zone, first, -1) : first;
  const until = first === undefined ? day.until : plusDays(zone, from, 1);
  return clipped(
    under ? { person, from: Math.max(from, under.from), until: Math.min(until, under.until), replaces } : { person, from, until },
    now,
  );
}

function clipped<T extends OverrideDraft & Stretch>(draft: T, now: Instant): T {
  const minute = Math.ceil(now / 60_000) * 60_000;
  return draft.until <= minute ? draft : { ...draft, from: Math.max(draft.from, minute) };
}

function neighbour({ bars }: Row, bar: Bar, side: 'before' | 'after'): string | undefined {
  return bars.find((other) => other.kind === 'shift' && (side === 'after' ? other.from === bar.until : other.until === bar.from))?.person
    ?.id;
}
