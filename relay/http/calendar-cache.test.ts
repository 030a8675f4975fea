import { expect, it } from 'vitest';
import { workspaceOf } from '../../test/harness/calendars.ts';
import { scheduleOf } from '../../test/harness/schedules.ts';
import type { KnownFeed } from '../access/calendar-feeds.ts';
import { CalendarCache } from './calendar-cache.ts';

const now = Date.UTC(2026, 10, 23);
const minuteMs = 60_000;
const feed: KnownFeed = { id: 'f', name: 'Wall', subject: { kind: 'schedule', id: 'primary' }, language: 'en', madeAt: now };

it('[CAL8] makes a calendar once however often it is fetched, and anew at once when the workspace changes', () => {
  const workspace = workspaceOf({ people: [{ id: 'ana', name: 'Ana' }], schedules: [scheduleOf(['ana'])] });
  const cache = new CalendarCache();
  const first = cache.ready(feed, workspace, now);
  expect(cache.ready(feed, workspace, now + 14 * minuteMs)).toBe(first);
  const later = cache.ready(feed, workspace, now + 16 * minuteMs);
  expect(later).not.toBe(first);
  expect(later.etag).toBe(first.etag);
  const entry = workspace.entries.person.get('ana');
  workspace.entries.person.set('ana', {
    revision: 4,
    history: new Map(),
    current: entry?.current && { ...entry.current, name: 'Ana Lima' },
  });
  expect(cache.ready(feed, workspace, now + 16 * minuteMs).text).toContain('SUMMARY:On call: Ana Lima (Primary)');
});

it('[CAL8] keeps no more calendars than a few', () => {
  const workspace = workspaceOf({ schedules: [scheduleOf(['ana'])] });
  const cache = new CalendarCache();
  const first = cache.ready(feed, workspace, now);
  for (let i = 0; i < 60; i += 1) {
    cache.ready({ ...feed, id: `f${i}` }, workspace, now);
  }
  expect(cache.ready(feed, workspace, now)).not.toBe(first);
});
