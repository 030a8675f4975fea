import type { Known } from '../alert/alert.ts';
import type { Severity } from '../log/severity.ts';
import type { Instant } from '../time/instant.ts';

/** An incident that is to begin at an instant. */
export interface PlannedIncident {
  at: Instant;
  title: string;
  service: string;
  severity: Severity;
  known?: Known | undefined;
}

/**
 * What a person does when a page reaches them.
 * - `answersAfterMs`: acknowledges so long after the first page they hear; undefined: never.
 * - `resolvesAfterMs`: resolves so long after acknowledging; undefined: never.
 * - `away`: stretches in which none of their devices is there, so that no page is heard.
 */
export interface Habit {
  answersAfterMs?: number | undefined;
  resolvesAfterMs?: number | undefined;
  away?: readonly { from: Instant; until: Instant }[] | undefined;
}

/** What happens in a simulation, in order. */
export type Happening = { at: Instant; incident: number } & (
  | { kind: 'event'; type: string; actor?: string | undefined; body: Record<string, unknown> }
  | { kind: 'page'; person: string; page: number; reason: string; alarm: boolean }
);
