import type { Instant } from '../time/instant.ts';

/** Why an event made nothing. */
export type NotUnderstood =
  | {
      code:
        | 'cut-short'
        | 'no-start'
        | 'no-length'
        | 'ends-before-it-begins'
        | 'cancelled'
        | 'floating-time'
        | 'outside-horizon'
        | 'too-much-work';
    }
  | { code: 'unreadable'; property: string }
  | { code: 'unknown-person' | 'ambiguous-name'; name: string }
  | { code: 'unknown-zone'; zone: string }
  | { code: 'no-zone-for-days'; person: string }
  | { code: 'repeats-too-often' | 'bad-rule'; rule: string };

/** In what an event was not taken to the letter. */
export type Approximation =
  | { code: 'within-horizon-only' | 'this-and-future' | 'free-text-kind' }
  | { code: 'first-occurrences-only'; count: number }
  | { code: 'zone-renamed'; zone: string; readAs: string }
  | { code: 'zone-by-file' | 'zone-differs'; zone: string }
  | { code: 'days-in'; zone: string }
  | { code: 'several-people'; taken: string; others: readonly string[] }
  | { code: 'by-organizer'; name: string }
  | { code: 'property-left-out'; property: string };

/** What an event becomes. */
export type StretchKind = 'override' | 'time-off';

/** A stretch of time an event, or one of its occurrences, became. */
export interface Stretch {
  kind: StretchKind;
  person: string;
  from: Instant;
  until: Instant;
}

interface EventEntry {
  /** Line of the file the event begins on, from 1. */
  line: number;
  uid: string;
  summary: string;
}

/** What became of one event of the file: exactly one of three. */
export type ReportEntry =
  | (EventEntry & { outcome: 'converted'; stretches: Stretch[] })
  | (EventEntry & { outcome: 'approximated'; stretches: Stretch[]; how: Approximation[] })
  | (EventEntry & { outcome: 'not-understood'; why: NotUnderstood });

/** How a zone the file names was read. */
export interface ZoneEntry {
  zone: string;
  /** By our own rules under its name or another, by the file's rules, or not at all. */
  by: 'ours' | 'renamed' | 'file' | 'nobody';
  /** The name our rules have for it. */
  readAs?: string | undefined;
  /** The file's rules for the zone say another time than ours, which were used. */
  differs: boolean;
}

/** Why a file as a whole cannot be read. */
export type FileTrouble = 'too-large' | 'not-a-calendar' | 'too-many-events';

/** What an import understood of a calendar file and what it did not: every event is here once. */
export interface CalendarReport {
  trouble?: FileTrouble | undefined;
  entries: ReportEntry[];
  zones: ZoneEntry[];
  /** Names that belong to nobody in the workspace, and how many events they are on, the most frequent first. */
  unknownNames: { name: string; events: number }[];
  /** Components that are no events (tasks, journals), by kind. */
  others: { kind: string; count: number }[];
}
