import { calendarAheadMs, calendarBackMs, calendarOf, calendarVersion } from '../../shared/calendar/calendar.ts';
import { writeCalendar } from '../../shared/calendar/write-calendar.ts';
import type { Workspace } from '../../shared/workspace/workspace.ts';
import type { KnownFeed } from '../access/calendar-feeds.ts';

/** A calendar ready to be sent. */
export interface ReadyCalendar {
  etag: string;
  text: string;
}

const keptForMs = 15 * 60 * 1000;
const mostKept = 50;

/** What calendars show changes with these alone. */
function revisionOf({ entries }: Workspace): string {
  return [entries.person, entries.team, entries.schedule]
    .map((map) => `${map.size}.${[...map.values()].reduce((sum, { revision }) => sum + revision, 0)}`)
    .join(' ');
}

/** Keeps what was made last of the feeds asked for last, so that fetching one over and over costs the relay nothing. */
export class CalendarCache {
  readonly #kept = new Map<string, ReadyCalendar & { revision: string; madeAt: number }>();

  /** The calendar of a feed: a quarter of an hour old at most, and never from before a change of the workspace. */
  ready(feed: KnownFeed, workspace: Workspace, now: number): ReadyCalendar {
    const revision = revisionOf(workspace);
    const before = this.#kept.get(feed.id);
    const isFresh = before?.revision === revision && now >= before.madeAt && now - before.madeAt < keptForMs;
    const made = before && isFresh ? before : { ...make(feed, workspace, now), revision, madeAt: now };
    this.#kept.delete(feed.id);
    this.#kept.set(feed.id, made);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) {
      this.#kept.delete(oldest);
    }
    return made;
  }
}

function make({ subject, language }: KnownFeed, workspace: Workspace, now: number): ReadyCalendar {
  const calendar = calendarOf(workspace, subject, { from: now - calendarBackMs, until: now + calendarAheadMs, language });
  // Weak: it names what is shown, not the bytes, in which DTSTAMP says when they were made.
  return { etag: `W/"${calendarVersion(calendar)}"`, text: writeCalendar(calendar, now) };
}
