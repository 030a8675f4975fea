import { formatDuration } from '../time/duration.ts';
import { isoOf, type Instant } from '../time/instant.ts';
import type { Construct } from './construct.ts';

/** What a rule asks of a label. */
export interface Matcher {
  label: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** A rule of a source about which alerts become pages, as data: inhibition, grouping, muting, maintenance, pauses and routes by what an alert says. */
export type NoiseRule =
  | { kind: 'inhibition'; source: Matcher[]; target: Matcher[]; equal: string[] }
  | {
      kind: 'grouping';
      scope: string;
      by: string[];
      windowMs?: number | undefined;
      waitMs?: number | undefined;
      intervalMs?: number | undefined;
    }
  | { kind: 'muting'; scope: string; intervals: string[]; only: boolean }
  | { kind: 'interval'; name: string; times: string[] }
  | { kind: 'maintenance'; services: string[]; from: Instant; until: Instant }
  | { kind: 'pause'; scope: string; forMs: number }
  | { kind: 'routing'; scope: string; matchers: Matcher[]; words?: string | undefined; to: string; goesOn: boolean };

/** Settles a rule that no form here says: the report says it in words, why it was left out, and keeps it as data. */
export function leaveNoise(from: Construct, rule: NoiseRule, why: string): void {
  from.leftOut(
    `${why} What it says: ${noiseInWords(rule)}`,
    'Keep this rule where alerts come from, or write by hand what comes close to it.',
    rule,
  );
}

/** A rule in one sentence. */
export function noiseInWords(rule: NoiseRule): string {
  switch (rule.kind) {
    case 'inhibition': {
      const same = rule.equal.length > 0 ? ` and has the same ${rule.equal.join(', ')}` : '';
      return `an alert with ${matchersInWords(rule.target)} is held back while one with ${matchersInWords(rule.source)} fires${same}.`;
    }
    case 'grouping': {
      const by = rule.by.length > 0 ? ` with the same ${rule.by.join(', ')}` : '';
      const times = [
        ...(rule.windowMs === undefined ? [] : [`that come within ${formatDuration(rule.windowMs)}`]),
        ...(rule.waitMs === undefined ? [] : [`after waiting ${formatDuration(rule.waitMs)} for the first`]),
        ...(rule.intervalMs === undefined ? [] : [`with news at most every ${formatDuration(rule.intervalMs)}`]),
      ];
      return `${rule.scope}: alerts${by} become one incident${times.length > 0 ? `, ${times.join(', ')}` : ''}.`;
    }
    case 'muting':
      return `${rule.scope}: nobody is told ${rule.only ? 'outside' : 'during'} ${rule.intervals.join(', ')}.`;
    case 'interval':
      return `the times "${rule.name}" are ${rule.times.join('; or ') || 'never'}.`;
    case 'maintenance':
      return `from ${isoOf(rule.from)} until ${isoOf(rule.until)} nothing new pages for ${rule.services.join(', ') || 'no service'}.`;
    case 'pause':
      return `${rule.scope}: an alert pages only when it still fires after ${formatDuration(rule.forMs)}.`;
    case 'routing': {
      const what = rule.words ?? (rule.matchers.length > 0 ? `alerts with ${matchersInWords(rule.matchers)}` : 'all alerts');
      return `${rule.scope}: ${what} go to ${rule.to}${rule.goesOn ? ', and on to the routes after it' : ''}.`;
    }
  }
}

/** What a list of matchers asks, in words. */
export function matchersInWords(matchers: readonly Matcher[]): string {
  return matchers.map(({ label, operator, value }) => `${label}${operator}"${value}"`).join(' and ') || 'any labels';
}
