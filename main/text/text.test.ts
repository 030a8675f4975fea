import { describe, expect, it } from 'vitest';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { parseIso } from '../../shared/time/instant.ts';
import { dayAndTime, zoneOf } from './clock-words.ts';
import { noticeFor } from './notice-for.ts';
import { plainLine } from './plain.ts';
import { dailyTestKey, dailyTestNotice, isNews, keyOfRelay, relayNotice } from './watch-notice.ts';
import { listOf, localeOf, wordsFor } from './words.ts';

const zone = zoneOf('Europe/Paris');
const at = (iso: string) => parseIso(iso) ?? Number.NaN;
const en = wordsFor('en');
const fr = wordsFor('fr');
const first = { number: 1, sound: true };

const row: IncidentRow = {
  id: 'i1',
  number: 7,
  title: 'Payments fail',
  severity: 'critical',
  service: { id: 'checkout', name: 'Checkout' },
  policy: { id: 'payments', name: 'Payments' },
  status: 'triggered',
  epoch: 1,
  ringing: 'me',
  pagesNobody: false,
  alarm: true,
  insistent: true,
  blockedBy: [],
  answers: [],
  needed: 1,
  paged: [],
  level: 1,
  levels: 2,
  next: { kind: 'step', at: at('2026-11-23T02:12:00Z'), level: 2, people: [{ id: 'bo', name: 'Bo' }] },
  triggeredAt: 0,
  lastAlertAt: 0,
  alertCount: 1,
  noteCount: 0,
  test: false,
  pending: 0,
};

describe('a page in words', () => {
  it('names severity and service, then what it is and what happens next', () => {
    expect(noticeFor(row, en, first, zone)).toEqual({
      key: 'i1',
      title: 'Critical: Checkout',
      body: 'Payments fail. Bo is paged at 03:12.',
      urgency: 'critical',
      sound: true,
      labels: { acknowledge: 'Acknowledge', escalate: 'Escalate', open: 'Open' },
    });
  });

  it('says until when it sleeps, in both languages', () => {
    const sleeping: IncidentRow = { ...row, next: { kind: 'snooze-ends', at: at('2026-11-23T08:00:00Z'), people: [] } };
    expect(noticeFor(sleeping, en, first, zone).body).toBe('Payments fail. It sleeps until 09:00, then it rings again.');
    expect(noticeFor(sleeping, fr, first, zone).body).toBe('Payments fail. En sommeil jusqu’à 09:00, puis cela sonne de nouveau.');
  });

  it('says the same in French', () => {
    expect(noticeFor(row, fr, first, zone)).toMatchObject({
      title: 'Critique\u00A0: Checkout',
      body: 'Payments fail. À 03:12, on appelle Bo.',
      labels: { acknowledge: 'Acquitter' },
    });
  });

  it('names everyone who is paged next', () => {
    const people = ['Ana', 'Bo', 'Léa'].map((name) => ({ id: name, name }));
    const body = noticeFor({ ...row, next: { kind: 'step', at: at('2026-11-23T02:12:00Z'), people } }, en, first, zone).body;
    expect(body).toBe('Payments fail. Ana, Bo and Léa are paged at 03:12.');
  });

  it('says that a step is due where nobody is on it yet', () => {
    const next = { kind: 'step', at: at('2026-11-23T02:12:00Z'), people: [] } as const;
    expect(noticeFor({ ...row, next: { ...next, people: [] } }, en, first, zone).body).toContain('The next step is due at 03:12.');
    expect(noticeFor({ ...row, next: { ...next, people: [], isCatchAll: true } }, en, first, zone).body).toContain('last resort');
  });

  it('says nothing of what comes next when nothing does', () => {
    expect(noticeFor({ ...row, next: undefined }, en, first, zone).body).toBe('Payments fail.');
  });

  it('counts the pages of one step', () => {
    expect(noticeFor(row, en, { number: 3, sound: true }, zone).title).toBe('Critical: Checkout (page 3)');
  });

  it('marks a test as one', () => {
    expect(noticeFor({ ...row, test: true }, en, first, zone).title).toBe('[Test] Critical: Checkout');
  });

  it('is urgent to the system only where the page is repeated until someone answers', () => {
    expect(noticeFor({ ...row, insistent: true }, en, first, zone).urgency).toBe('critical');
    expect(noticeFor({ ...row, insistent: false }, en, first, zone).urgency).toBe('normal');
  });

  it('keeps a long or hostile title to one line that ends', () => {
    const { body } = noticeFor({ ...row, title: `${'x'.repeat(900)}\n\u001B]0;owned\u0007` }, en, first, zone);
    expect(body.length).toBeLessThan(220);
    expect(body).toMatch(/^x+… Bo is paged at 03:12\.$/);
  });
});

describe('a plain line', () => {
  it.each([
    ['line\nbreaks\tand\r\nothers', 'line breaks and others'],
    ['\u001B[31mred\u001B[0m', '[31mred [0m'],
    ['nothing\u0000ends', 'nothing ends'],
    ['user\u202Egnp.exe', 'user gnp.exe'],
    ['half a \uD83D pair', 'half a \uFFFD pair'],
  ])('makes %j into %j', (text, line) => {
    expect(plainLine(text, 100)).toBe(line);
  });

  it('is cut between letters, never inside one', () => {
    expect(plainLine('🔔🔔🔔🔔', 3)).toBe('🔔🔔…');
  });
});

describe('a time in words', () => {
  const now = at('2026-11-23T02:00:00Z');

  it.each([
    ['today', '2026-11-23T08:00:00Z', '09:00'],
    ['this week', '2026-11-27T08:00:00Z', 'Fri 09:00'],
    ['a week on, which would be the same name as today', '2026-11-30T08:00:00Z', '30 Nov 09:00'],
    ['past', '2026-11-21T22:59:00Z', '21 Nov 23:59'],
  ])('%s', (_when, iso, text) => {
    expect(dayAndTime(at(iso), now, zone, en)).toBe(text);
  });

  it('goes by the day of the zone, not of UTC', () => {
    expect(dayAndTime(at('2026-11-22T23:30:00Z'), now, zone, en)).toBe('00:30');
    expect(dayAndTime(at('2026-11-22T23:30:00Z'), now, zoneOf('UTC'), en)).toBe('22 Nov 23:30');
  });

  it('is this computer’s where the zone is unknown', () => {
    expect(zoneOf('Nowhere/Else').name).toBe(zoneOf(undefined).name);
  });
});

describe('a notice that is no page', () => {
  const now = at('2026-11-23T09:30:00Z');
  const trouble = { kind: 'relay-gone', since: at('2026-11-23T09:25:00Z') } as const;

  it('[WATCH4] says since when the relay is gone and what it means, in both languages', () => {
    const notice = relayNotice(trouble, en, zone, now);
    expect(notice).toMatchObject({ key: 'watch/relay-gone', urgency: 'normal', labels: { open: 'Open' } });
    expect(notice.body).toMatch(/^Since 10:25\. This laptop pages by itself/);
    expect(relayNotice(trouble, fr, zone, now).body).toMatch(/^Depuis 10:25\. Cet ordinateur appelle de lui-même/);
    expect(relayNotice({ ...trouble, kind: 'engine-still' }, en, zone, now).title).toBe('The relay pages nobody');
  });

  it('[WATCH8] makes no sound for the daily test, and has nothing to acknowledge', () => {
    expect(dailyTestNotice(en)).toMatchObject({ sound: false, labels: { open: 'Open' }, title: 'Daily test: this is how pages reach you' });
    expect(dailyTestNotice(fr).labels).not.toHaveProperty('acknowledge');
  });

  it('is told from an incident by its key', () => {
    expect([dailyTestKey, keyOfRelay('engine-still'), 'schedule/primary', '019d-incident'].map(isNews)).toEqual([true, true, true, false]);
  });
});

describe('languages', () => {
  it('list names as people say them', () => {
    expect([[], ['Ana'], ['Ana', 'Bo'], ['Ana', 'Bo', 'Léa']].map((names) => listOf(names, fr))).toEqual([
      '',
      'Ana',
      'Ana et Bo',
      'Ana, Bo et Léa',
    ]);
  });

  it('follow the system’s where it is one we speak', () => {
    expect(['fr-CA', 'fr', 'FR_be', 'en-GB', 'de', ''].map(localeOf)).toEqual(['fr', 'fr', 'fr', 'en', 'en', 'en']);
  });

  it('set French with its own spaces', () => {
    const { tray, quit, link, bridge } = fr;
    const texts = [tray.onCallRow('A', 'B'), tray.nextDuty('A', 'B'), quit.question, link.question, bridge.notUnderstood('x')];
    expect(texts.filter((text) => / [:;!?]/.test(text))).toEqual([]);
  });
});
