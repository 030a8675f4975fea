import { weekdays, type LocalWindow } from '../../shared/time/local-window.ts';
import { parseDuration } from '../../shared/time/duration.ts';
import { parseIso } from '../../shared/time/instant.ts';
import type { Turns } from '../../shared/schedule/turns.ts';
import { readTurnLength } from '../../shared/workspace/file-schedule.ts';
import { CliError, misused } from './cli-error.ts';
import type { Layer } from './schedule-answers.ts';

/** How turns are taken, as the command line says it; what is left out stays as it is. */
export interface TurnFlags {
  turn?: string;
  handoffAt?: string;
  startsOn?: string;
  endsOn?: string;
  together?: string;
  hours?: string[];
  holidays?: string;
  zone?: string;
}

/** A moment as it was typed, checked before anything is sent. */
export function momentGiven(text: string | undefined): string | undefined {
  if (text !== undefined && parseIso(text) === undefined) {
    throw new CliError(misused, `"${text}" is not a moment.`, 'Write it with its offset, for example 2026-12-24T18:00:00+01:00.');
  }
  return text;
}

/** Milliseconds of a duration as it was typed. */
export function durationGiven(text: string): number {
  const durationMs = parseDuration(text);
  if (durationMs === undefined) {
    throw new CliError(misused, `"${text}" is not a duration.`, 'Write it with its unit, for example 11h or 1h30m.');
  }
  return durationMs;
}

/** Ids with commas between them. */
export function idsGiven(text: string): string[] {
  return text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

/** The turns that hold at a moment, with what was typed in place of what they say. */
export function turnsGiven(flags: TurnFlags, base: Partial<Turns>): Record<string, unknown> {
  const { hours, holidays, ...kept } = base;
  const { turn, handoffAt, startsOn, endsOn, together, zone } = flags;
  return {
    ...kept,
    ...(turn === undefined ? {} : { turn: turnGiven(turn) }),
    ...Object.fromEntries(Object.entries({ handoffAt, startsOn, endsOn, zone }).filter(([, value]) => value !== undefined)),
    ...(together === undefined ? {} : { together: Number(together) }),
    ...(flags.hours === undefined ? (hours ? { hours } : {}) : hoursGiven(flags.hours)),
    ...(flags.holidays === undefined ? (holidays ? { holidays } : {}) : holidaysGiven(flags.holidays)),
  };
}

/** How a layer takes turns at a moment. */
export function turnsAt({ turns, changes }: Layer, at: number): Turns {
  return changes.findLast(({ from }) => Date.parse(from) <= at)?.turns ?? turns;
}

function turnGiven(text: string): unknown {
  const length = readTurnLength(text);
  if (!length) {
    throw new CliError(misused, `"${text}" is not a turn.`, 'Write hours, days, weeks or months, for example 12h, 1d, 1w or 1mo.');
  }
  return length;
}

function hoursGiven(texts: readonly string[]): { hours?: LocalWindow[] } {
  return texts.includes('always') ? {} : { hours: texts.map(windowGiven) };
}

function windowGiven(text: string): LocalWindow {
  const [, days, from, until] = /^(?:([a-z,-]+)[ @])?(\d\d:\d\d)-(\d\d:\d\d)$/i.exec(text.trim()) ?? [];
  const named = days?.toLowerCase().split(',').flatMap(daysGiven);
  if (from === undefined || until === undefined || named?.includes(undefined) === true) {
    throw new CliError(misused, `"${text}" are not hours.`, 'Write for example "mon-fri 09:00-17:00", "sat,sun 00:00-24:00" or always.');
  }
  return { ...(named ? { days: named.filter((day) => day !== undefined) } : {}), from, until };
}

function daysGiven(text: string): (LocalWindow['days'] & {})[number][] | [undefined] {
  const [first, last] = text.split('-').map((name) => weekdays.findIndex((day) => day === name));
  if (first === undefined || first === -1 || last === -1) {
    return [undefined];
  }
  return weekdays.slice(first, (last ?? first) + 1);
}

function holidaysGiven(text: string): { holidays?: { serve: string; calendar: string } } {
  if (text === 'any') {
    return {};
  }
  const [serve, calendar] = text.split(':');
  if ((serve !== 'never' && serve !== 'only') || calendar === undefined) {
    throw new CliError(misused, `"${text}" does not say which holidays.`, 'Write for example never:FR, only:DE-BY or any.');
  }
  return { holidays: { serve, calendar } };
}
