import { fc } from './properties.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a wall clock shows at an instant, as milliseconds from 1970 as if it were in UTC; by the runtime's own rules. */
export function wallAt(zone: string, at: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Minutes from Monday 00:00 on a wall clock. */
export function minuteOfWeek(wallMs: number): number {
  const monday = Date.UTC(2024, 0, 1);
  return Math.floor((((wallMs - monday) % 604_800_000) + 604_800_000) / 60_000) % 10_080;
}

/** Zones that change their clocks, by an hour and by half of one, and one that does not. */
export const changingZones = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'] as const;

/** When exports in properties were made: winter in the north. */
export const exportMade = Date.UTC(2024, 0, 15, 12);

const changes = [
  Date.UTC(2024, 2, 10, 7),
  Date.UTC(2024, 2, 31, 1),
  Date.UTC(2024, 3, 6, 15),
  Date.UTC(2024, 9, 5, 16),
  Date.UTC(2024, 9, 27, 1),
  Date.UTC(2024, 10, 3, 6),
];

/** Instants after an export, many of them within days of a change of clocks, none in the hours of the change itself. */
export const instantsAfter = fc.array(
  fc.oneof(
    fc.integer({ min: exportMade, max: exportMade + 400 * 86_400_000 }),
    fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -3 * 86_400_000, max: 3 * 86_400_000 })).map(([change, by]) => change + by),
  ),
  { minLength: 20, maxLength: 20 },
);

/** Whether the clock of a zone is changed within a few hours of an instant. */
export function isNearChange(zone: string, at: number): boolean {
  const offset = (instant: number) => wallAt(zone, instant) - Math.floor(instant / 1000) * 1000;
  return offset(at - 4 * 3_600_000) !== offset(at + 4 * 3_600_000);
}

/** An hour of the day at which no zone changes its clock, and its minutes. */
export const timeOfDay = fc.record({ hour: fc.integer({ min: 5, max: 22 }), minute: fc.constantFrom(0, 15, 30) });

/** 09:05, for example. */
export function clockText({ hour, minute }: { hour: number; minute: number }): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
