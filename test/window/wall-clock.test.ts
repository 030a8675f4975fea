import { describe, expect, it } from 'vitest';
import { snoozeChoices, wholeSeconds } from '../../renderer/change/snooze-choices.ts';
import { fieldText, instantOf, instantOfField } from '../../renderer/ui/wall-clock.ts';

const at = (iso: string): number => Date.parse(iso);
const untils = (now: number, zone: string): string[] =>
  snoozeChoices(now, zone).flatMap((choice) => (choice.kind === 'for' ? [] : [`${choice.kind} ${new Date(choice.until).toISOString()}`]));

describe('a wall clock in a zone', () => {
  it('goes to an instant and back, also over the end of a month', () => {
    expect(fieldText(at('2026-11-23T03:12:00Z'), 'Europe/Paris')).toBe('2026-11-23T04:12');
    expect(instantOfField('2026-11-23T04:12', 'Europe/Paris')).toBe(at('2026-11-23T03:12:00Z'));
    expect(instantOf({ year: 2026, month: 11, day: 31, hour: 9, minute: 0 }, 'America/New_York')).toBe(at('2026-12-01T14:00:00Z'));
  });

  it('is right on both sides of a change of the clock', () => {
    expect(instantOfField('2026-10-25T01:30', 'Europe/Paris')).toBe(at('2026-10-24T23:30:00Z'));
    expect(instantOfField('2026-10-25T09:00', 'Europe/Paris')).toBe(at('2026-10-25T08:00:00Z'));
    expect(instantOfField('2026-03-29T09:00', 'Europe/Paris')).toBe(at('2026-03-29T07:00:00Z'));
  });

  it('knows no instant for a field that is not filled in', () => {
    for (const text of ['', 'tomorrow', '2026-11-23']) {
      expect(instantOfField(text, 'Europe/Paris')).toBeUndefined();
    }
  });
});

describe('how long one may snooze', () => {
  it('offers this morning only in the small hours, and tomorrow always', () => {
    expect(untils(at('2026-11-23T03:12:00Z'), 'Europe/Paris')).toEqual([
      'this-morning 2026-11-23T08:00:00.000Z',
      'tomorrow 2026-11-24T08:00:00.000Z',
    ]);
    expect(untils(at('2026-11-23T03:12:00Z'), 'Asia/Tokyo')).toEqual(['tomorrow 2026-11-24T00:00:00.000Z']);
  });

  it('wakes at nine by the clock on a day whose night is an hour longer', () => {
    expect(untils(at('2026-10-24T12:00:00Z'), 'Europe/Paris')).toEqual(['tomorrow 2026-10-25T08:00:00.000Z']);
  });

  it('never asks for a part of a second', () => {
    expect([wholeSeconds(1499), wholeSeconds(3), wholeSeconds(60_000)]).toEqual([1000, 1000, 60_000]);
  });
});
