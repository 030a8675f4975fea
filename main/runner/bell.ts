import type { Decision } from '../../shared/escalation/decision.ts';

/** Rings for one incident and stops ringing for it; behind it stand the notifier and the words of this person's language. */
export interface Bell {
  raise(incident: string, page: Extract<Decision, { kind: 'notify' }>): Promise<{ outcome: 'shown' } | { outcome: 'failed'; why: string }>;
  clear(incident: string): Promise<void>;
}
