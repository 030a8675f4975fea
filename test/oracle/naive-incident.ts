import type { Policy } from '../../shared/escalation/policy.ts';
import type { StepReason } from '../../shared/incident/incident-events.ts';
import type { Severity } from '../../shared/log/severity.ts';
import type { Instant } from '../../shared/time/instant.ts';

/** A step that was fired: where on the path, from when its times count, and whom it paged. */
export interface Fired {
  walk: number;
  level: number;
  again: number;
  countsFrom: Instant;
  outcome: 'paged' | 'nobody' | 'suppressed' | 'skipped';
  people: string[];
  needed: number;
}

/** Somebody paged in their own right, who has not answered. */
export interface Asked {
  why: 'asked' | 'handed-over' | 'rule';
  people: string[];
}

/** An incident as the oracle remembers it: a record that is written over, with no history behind it. */
export interface NaiveIncident {
  number: number;
  integration: string;
  key: string;
  title: string;
  severity: Severity;
  service: string;
  policyId: string;
  /** Laid out when it was frozen, with no step left that leads into another policy. */
  policy: Policy;
  details: Record<string, unknown>;
  status: 'triggered' | 'acknowledged' | 'resolved';
  stage?: string | undefined;
  statusSince: Instant;
  triggeredAt: Instant;
  deadline?: Instant | undefined;
  commander?: string | undefined;
  ringing: number;
  reopenedIn: number;
  /** Who made it ring by hand; undefined when a monitor or the engine did. */
  begunBy: string | undefined;
  beganAt: Instant;
  begins: { walk: number; level: number; why: StepReason };
  /** Whom the first step of this ringing pages besides its own, or in place of them. */
  besides: string[];
  inPlace: string[];
  fired: Fired[];
  answers: (string | undefined)[];
  holder?: { person: string | undefined; since: Instant } | undefined;
  sleepsUntil?: Instant | undefined;
  asked: Asked[];
  rulesDone: Record<string, Instant>;
  arrived: string[];
  failed: string[];
  worsenedBy: string | undefined;
  waitsFor: NaiveIncident[];
  overSince?: Instant | undefined;
  mergedInto?: NaiveIncident | undefined;
  alerts: number;
  lastAlertAt: Instant;
}

/** The level an incident stands on: of the last step fired, or where it is about to begin. */
export function standsOn({ fired, begins }: NaiveIncident): { walk: number; level: number } {
  const { walk, level } = fired.at(-1) ?? begins;
  return { walk, level };
}

const byHand = ['reopened', 'escalated-by-hand', 'reassigned', 'severity-changed', 'policy-changed'];

/** It rings anew, from a place on the path: whoever held it does so no more. */
export function ringAnew(
  incident: NaiveIncident,
  at: Instant,
  by: string | undefined,
  begins: NaiveIncident['begins'],
  whom: { besides?: string[]; inPlace?: string[] } = {},
): void {
  Object.assign(incident, {
    status: 'triggered',
    statusSince: at,
    ringing: incident.ringing + 1,
    begunBy: byHand.includes(begins.why) ? by : undefined,
    beganAt: at,
    begins,
    besides: whom.besides ?? [],
    inPlace: whom.inPlace ?? [],
    fired: [],
    answers: [],
    holder: undefined,
    sleepsUntil: undefined,
    arrived: [],
    failed: [],
  });
}

/** For whom it rings: who was asked and has not answered, and while nobody holds it whomever a step of this ringing paged. */
export function ringsFor({ status, asked, fired, answers }: NaiveIncident): string[] {
  if (status === 'resolved') {
    return [];
  }
  const people = new Set(asked.flatMap((each) => each.people));
  if (status === 'triggered') {
    fired.flatMap((step) => step.people).forEach((person) => answers.includes(person) || people.add(person));
  }
  return [...people];
}
