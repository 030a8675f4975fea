import type { Suppression } from '../noise/suppression.ts';
import type { State } from '../state/state.ts';
import { find, type Workspace } from '../workspace/workspace.ts';

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

/** The definition that suppresses an incident, there or not any more; undefined where no definition says so. */
export function suppressorOf({
  reason,
  by,
}: Suppression): { kind: NonNullable<(typeof kindOf)[keyof typeof kindOf]>; id: string } | undefined {
  const kind = kindOf[reason];
  return kind === undefined || by === undefined ? undefined : { kind, id: by };
}

/** The name of what suppresses an incident; undefined for what has none, or is not there any more. */
export function suppressorName(workspace: Workspace, suppression: Suppression): string | undefined {
  const suppressor = suppressorOf(suppression);
  return suppressor && find(workspace, suppressor.kind, suppressor.id)?.name;
}

/** Why an incident pages nobody, with names; of a storm it counts what its summary stands for (NSE30). */
export function suppressedBy({ workspace, incidents, noise }: State, suppression: Suppression): SuppressedBy {
  const { incident } = suppression;
  const other = incident === undefined ? undefined : incidents.get(incident);
  const { id = '', number = 0, title = '' } = other ?? {};
  const alertCount = Math.max(other?.alertCount ?? 0, noise.heldCount.get(id) ?? 0);
  return { ...suppression, name: suppressorName(workspace, suppression), other: other && { id, number, title, alertCount } };
}
