import { z } from 'zod';
import { findingText, impactText, type Reader } from '../../shared/coverage/sentences.ts';
import type { Finding } from '../../shared/coverage/finding.ts';
import type { PersonImpact } from '../../shared/schedule/impact.ts';
import type { Stretch } from '../../shared/balance/stretch.ts';
import { DAY_MS, isoOf } from '../../shared/time/instant.ts';
import { ZoneName } from '../../shared/schedule/turns.ts';
import { moment } from '../../shared/time/written.ts';
import type { Workspace } from '../../shared/workspace/workspace.ts';
import { Problem } from './problem.ts';

/** What may be asked of every answer that has sentences: in which language, and on which clock; the schedule's own by default. */
export const readerQuery = { language: z.enum(['en', 'fr']).default('en'), zone: ZoneName.optional() };

/** From when until when, as a query asks it. */
export const windowQuery = { from: moment.optional(), until: moment.optional() };

const longestWindowMs = 366 * DAY_MS;

/** The window a query asks for; a problem when it ends before it starts or is longer than a year. */
export function windowOf(asked: { from?: number | undefined; until?: number | undefined }, preset: Stretch): Stretch {
  const lengthMs = preset.until - preset.from;
  const from = asked.from ?? (asked.until === undefined ? preset.from : Math.min(preset.from, asked.until - lengthMs));
  const until = asked.until ?? (asked.from === undefined ? preset.until : Math.max(preset.until, asked.from + lengthMs));
  if (until <= from) {
    throw new Problem(400, `until: it must end after it starts; it goes from ${isoOf(from)} to ${isoOf(until)}.`);
  }
  if (until - from > longestWindowMs) {
    throw new Problem(400, 'until: at most 366 days can be looked at at once; ask for less.');
  }
  return { from, until };
}

/** A stretch with its instants as ISO 8601 writes them. */
export function isoStretch<T extends Stretch>(stretch: T): Omit<T, 'from' | 'until'> & { from: string; until: string } {
  const { from, until, ...rest } = stretch;
  return { ...rest, from: isoOf(from), until: isoOf(until) };
}

/** A finding as the API tells it, with its sentence. */
export function findingRecord(workspace: Workspace, finding: Finding, reader: Reader): Record<string, unknown> {
  return { ...isoStretch(finding), sentence: findingText(workspace, finding, reader) };
}

/** What a change does to a person as the API tells it, with its sentence. */
export function impactRecord(workspace: Workspace, impact: PersonImpact, schedule: string, reader: Reader): Record<string, unknown> {
  const { gained, lost, inLeave, ...rest } = impact;
  return {
    ...rest,
    gained: gained.map(isoStretch),
    lost: lost.map(isoStretch),
    inLeave: inLeave.map(isoStretch),
    sentence: impactText(workspace, impact, schedule, reader),
  };
}
