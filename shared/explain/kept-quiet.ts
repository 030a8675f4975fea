import type { IncidentEvent } from '../incident/reduce.ts';
import type { Suppression, SuppressionReason } from '../noise/suppression.ts';
import { suppressorName } from '../queue/suppressed-by.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';

/**
 * A stretch in which an incident was kept from paging anybody: by what (`name`, as far as it has one), by which incident that stood for
 * it, from when and until when it was meant to, when it really ended, and whether the incident rang then, somebody took it, or it was over.
 */
export interface KeptQuiet {
  reason: SuppressionReason;
  name?: string | undefined;
  standIn?: { number: number; title: string } | undefined;
  from: Instant;
  until?: Instant | undefined;
  endedAt?: Instant | undefined;
  ending?: 'rang' | 'taken' | 'over' | 'otherwise' | undefined;
}

/** The name of what suppresses and is not there any more, as far as the log at hand tells. */
export type FormerName = (suppression: Suppression) => string | undefined;

/** When and by what an incident was kept quiet, from its own entries in order. */
export function keptQuiet(state: State, events: readonly IncidentEvent[], formerName?: FormerName): KeptQuiet[] {
  const stretches: KeptQuiet[] = [];
  const end = (at: Instant, ending: KeptQuiet['ending']) => {
    const last = stretches.at(-1);
    if (last && last.ending === undefined) {
      stretches[stretches.length - 1] = { ...last, endedAt: at, ending };
    }
  };
  for (const event of events) {
    const at = event.recordedAt;
    if (event.type === 'incident.unsuppressed') {
      end(at, 'rang');
    } else if (event.type === 'incident.acknowledged' || event.type === 'incident.snoozed') {
      end(at, 'taken');
    } else if (event.type === 'incident.resolved' || event.type === 'incident.merged') {
      end(at, 'over');
    } else if (event.type === 'incident.suppressed' || (event.type === 'incident.triggered' && event.body.suppression)) {
      end(at, 'otherwise');
      stretches.push(
        ...[event.body.suppression].flatMap((suppression) => (suppression ? [stretch(state, suppression, at, formerName)] : [])),
      );
    }
  }
  return stretches;
}

function stretch(state: State, suppression: Suppression, from: Instant, formerName?: FormerName): KeptQuiet {
  const { reason, until, incident } = suppression;
  const standIn = state.incidents.get(incident ?? '');
  return {
    reason,
    name: suppressorName(state.workspace, suppression) ?? formerName?.(suppression),
    ...(standIn ? { standIn: { number: standIn.number, title: standIn.title } } : {}),
    from,
    until,
  };
}
