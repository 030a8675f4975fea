import { isOpen, type Incident } from '../incident/incident.ts';
import type { Instant } from '../time/instant.ts';
import type { Shift } from '../schedule/on-call.ts';

/** What one shift leaves behind, gathered for the next person (C14). */
export interface ShiftSummary {
  shift: { from: Instant; until: Instant };
  /** What the next person must know about: open incidents, the oldest first; not what is suppressed, which pages nobody. */
  open: Incident[];
  counts: { triggered: number; acknowledged: number; resolved: number; pages: number };
}

/** Gathers a shift up to `now`: what began, was taken and was finished in it, and what is still open. */
export function summariseShift(incidents: Iterable<Incident>, shift: Pick<Shift, 'from' | 'until'>, now: Instant): ShiftSummary {
  const within = (at: Instant | undefined) => at !== undefined && at >= shift.from && at <= Math.min(now, shift.until);
  const known = [...incidents];
  return {
    shift: { from: shift.from, until: shift.until },
    open: known.filter((incident) => isOpen(incident) && incident.status !== 'suppressed').toSorted((a, b) => a.triggeredAt - b.triggeredAt),
    counts: {
      triggered: known.filter((incident) => within(incident.triggeredAt) && !pagedNobody(incident)).length,
      acknowledged: known.filter((incident) => within(incident.acknowledgement?.at)).length,
      resolved: known.filter((incident) => within(incident.resolution?.at) && !pagedNobody(incident)).length,
      pages: known.reduce((pages, { path }) => pages + path.filter((step) => step.outcome === 'paged' && within(step.dueAt)).length, 0),
    },
  };
}

/** Whether an incident was kept from paging all along: a shift had nothing of it. */
function pagedNobody({ status, endedQuiet }: Incident): boolean {
  return status === 'suppressed' || endedQuiet !== undefined;
}
