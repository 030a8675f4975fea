import type { Stretch } from '../balance/stretch.ts';

/** The most people a rotation is drawn for. */
export const mostPeople = 500;
/** The most slots a rotation is drawn for. */
export const mostSlots = 1000;

/** What is shared out: hours on call, and the nights, weekend days and holidays in them, each by the person's own clock (C9). */
export const measures = ['hours', 'nights', 'weekendDays', 'holidays'] as const;
/** One thing that is shared out. */
export type Measure = (typeof measures)[number];
/** How much of each somebody carries. Nights, weekend days and holidays are counted for each slot by itself (see `tallyOf`). */
export type Load = Record<Measure, number>;

/** What a proposal keeps to. */
export const constraints = ['time-off', 'overlap', 'rest', 'nights-in-row', 'weekends-in-row', 'senior', 'max-share', 'min-share'] as const;
/**
 * - `time-off`: nobody is on call while on leave. `overlap`: nobody has two watches at once. Neither ever bends.
 * - `rest`: so long between two watches; watches that adjoin have none. `nights-in-row`, `weekends-in-row`: never more than so many.
 * - `senior`: no junior without a senior beside them. `max-share`, `min-share`: a person's part of all hours given.
 */
export type Constraint = (typeof constraints)[number];

/** Somebody who may take slots. */
export interface FairPerson {
  person: string;
  /** IANA zone their nights and weekends go by. */
  zone: string;
  /** Their public holidays, as `HolidayCalendar` writes them. */
  holidays?: string | undefined;
  /** Their part of the load beside others', 1 unless said otherwise: 0.5 for half time. */
  weight?: number | undefined;
  /** Whether they are not on call without a senior. */
  junior?: boolean | undefined;
  timeOff?: readonly Stretch[] | undefined;
  /** Watches they have already, before or beside these slots: kept free of, rested from and counted in rows, but not in the load. */
  watches?: readonly Stretch[] | undefined;
  /** What they carried before; without it they start level with the others, as somebody new ought to. */
  carried?: Load | undefined;
  /** At most and at least this part (0 to 1) of the hours given. */
  maxShare?: number | undefined;
  minShare?: number | undefined;
}

/** What everybody keeps to; what is not said is not kept to. */
export interface FairLimits {
  minRestMs?: number | undefined;
  maxNightsInRow?: number | undefined;
  /** 1 is every other weekend. */
  maxWeekendsInRow?: number | undefined;
  /** Whether a junior is only on call beside somebody who is none. */
  seniorBehind?: boolean | undefined;
  /** What may be bent rather than leave a place empty; `defaultBending` unless said otherwise. The least share always may. */
  mayBend?: readonly Exclude<Constraint, 'time-off' | 'overlap' | 'min-share'>[] | undefined;
}

/** What bends rather than leave a place empty, unless said otherwise. */
export const defaultBending = ['weekends-in-row', 'max-share'] as const;

/** A request for a fair rotation (C9). */
export interface FairRequest {
  people: readonly FairPerson[];
  slots: readonly Stretch[];
  /** How many are on call at once; 1 unless said otherwise. */
  together?: number | undefined;
  limits?: FairLimits | undefined;
  /** How much an uneven share of each measure matters; `defaultImportance` unless said otherwise. */
  importance?: Partial<Load> | undefined;
}

/** How much an uneven share of each measure matters, unless said otherwise. */
export const defaultImportance: Load = { hours: 1, nights: 1, weekendDays: 2, holidays: 3 };
