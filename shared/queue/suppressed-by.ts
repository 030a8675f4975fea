import type { Suppression } from '../noise/suppression.ts';
import type { State } from '../state/state.ts';
import { find } from '../workspace/workspace.ts';

/**
 * A suppression as a person reads it: `name` is that of what says so, `other` the incident that stands for this one (an inhibition's
 * or a storm's) with how many alerts it has counted; each undefined where there is none, or it is not known here any more.
 */
export type SuppressedBy = Suppression & {
  name?: string | undefined;
  other?: { id: string; number: number; title: string; alertCount: number } | undefined;
};

/** The kind of definition that can suppress for a reason; undefined where no definition says so. */
const kindOf = {
  silence: 'silence',
  maintenance: 'maintenance',
  inhibition: 'inhibition',
  pause: 'routing-rule',
  rule: 'routing-rule',
  flapping: undefined,
  storm: undefined,
} as const;

/** Why an incident pages nobody, with names (NSE30). */
export function suppressedBy({ workspace, incidents }: State, suppression: Suppression): SuppressedBy {
  const { reason, by, incident } = suppression;
  const kind = kindOf[reason];
  const other = incident === undefined ? undefined : incidents.get(incident);
  return {
    ...suppression,
    name: kind === undefined || by === undefined ? undefined : find(workspace, kind, by)?.name,
    other: other && { id: other.id, number: other.number, title: other.title, alertCount: other.alertCount },
  };
}
