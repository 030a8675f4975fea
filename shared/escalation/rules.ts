import type { Facts, Moment } from '../condition/evaluate.ts';
import { holds } from '../condition/evaluate.ts';
import type { Condition } from '../condition/condition.ts';
import type { LeftOutReason } from '../incident/incident-events.ts';
import type { Suppression } from '../noise/suppression.ts';
import type { Instant } from '../time/instant.ts';
import type { Channel } from './channel.ts';
import type { CatchAll, Policy, Target } from './policy.ts';
import type { SeverityProfile } from './severity-profile.ts';

/** Who stands behind a target at an instant; empty when nobody does. Of `next-of` all members, whose turn it is first; a channel has nobody behind it. */
export type WhoIs = (target: Target, at: Instant) => readonly string[];

/** How one person wants to be paged on the device that asks (B1 "Personal rules"). */
export interface PersonalRules {
  /** How long after the step the first page comes; 0 unless the person said otherwise. */
  afterMs: number;
  /** The end of the quiet hours an instant lies in; undefined outside them. */
  quietUntil(at: Instant): Instant | undefined;
}

/**
 * What the engine needs to know besides the incident and the time.
 * - `policy` has no step left that leads into another policy.
 * - `shadows`: who hears of what a target is paged for and need not answer (B2).
 * - `whyNot`: why somebody behind a target is not paged by the path at an instant; undefined when they are.
 * - `everyone` is who is paged when even the catch-all leads to nobody: all who may answer.
 * - `facts`, `moment`: what conditions are measured against; `moment` in the policy's own zone and holidays.
 * - `reach`: whether a page can arrive: `offline` when no device of theirs is connected, `no-way` when they have none. Who does not
 *   know says `yes`: a false `offline` brings the next page early, and silences nothing (C6).
 * - `quiet`: what suppresses the incident, asked of one that is; without it what is suppressed stays so.
 * - `overAt`: when the incident is over by itself, because its monitors do not say it any more; undefined when it never is, or when
 *   whoever asks does not hear them.
 * - `rooms`: the channels that may open by themselves, or because something for their audience is said; none unless given.
 * - `blockedUntil`: Infinity while an incident this one waits for is open, else when the last of them was resolved; 0 when it never waited.
 */
export interface EscalationRules {
  policy: Policy;
  catchAll: CatchAll;
  profile: SeverityProfile;
  whoIs: WhoIs;
  shadows?: WhoIs | undefined;
  whyNot(person: string, at: Instant): LeftOutReason | undefined;
  everyone(): readonly string[];
  facts(): Facts;
  moment(at: Instant): Moment;
  reach(person: string): 'yes' | 'offline' | 'no-way';
  quiet?(at: Instant): { suppression?: Suppression | undefined; lookAt?: Instant | undefined };
  overAt?(at: Instant): Instant | undefined;
  rooms?(): readonly Channel[];
  blockedUntil: Instant;
  personal(person: string): PersonalRules;
}

/** Whether a condition of the policy holds at an instant; one that is not there always does. */
export function applies(condition: Condition | undefined, rules: Pick<EscalationRules, 'facts' | 'moment'>, at: Instant): boolean {
  return condition === undefined || holds(condition, rules.facts(), rules.moment(at));
}
