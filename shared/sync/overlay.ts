import type { Event } from '../log/envelope.ts';

/**
 * An event on top of the confirmed state, on this device alone.
 * - `pending`: a command or fact of this device that the relay has not recorded.
 * - `provisional`: what this device's own engine found due while the relay was silent; never sent, because only a relay fires steps.
 */
export interface OverlayEntry {
  kind: 'pending' | 'provisional';
  event: Event;
}

/**
 * The overlay as it stands on the confirmed state: each entry in local order, judged anew and folded with the same
 * rules as confirmed entries, so a pending acknowledgement shows at once and one overtaken by the relay's order does not.
 * `view` folds into copies; the confirmed state is never touched. Returns the entries with their foreseen verdicts.
 */
export function rebase<V>(
  view: V,
  overlay: readonly OverlayEntry[],
  rules: { judge(view: V, event: Event): Pick<Event, 'verdict' | 'why'>; fold(view: V, event: Event): void },
): OverlayEntry[] {
  return overlay.map((entry) => {
    const judgement = rules.judge(view, entry.event);
    const event: Event = { ...entry.event, verdict: judgement.verdict, why: judgement.why };
    rules.fold(view, event);
    return { kind: entry.kind, event };
  });
}
