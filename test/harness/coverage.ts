import type { Policy } from '../../shared/escalation/policy.ts';
import type { Schedule } from '../../shared/schedule/definition.ts';
import { emptyWorkspace, type Workspace } from '../../shared/workspace/workspace.ts';
import type { Person } from '../../shared/workspace/definitions.ts';

/** A workspace of people who can be reached by mail unless they say otherwise, some schedules, and policies. */
export function covered(
  people: readonly (Partial<Person> & { id: string })[],
  schedules: readonly Schedule[],
  policies: readonly Policy[] = [],
): Workspace {
  const workspace = emptyWorkspace();
  const define = (kind: 'person' | 'schedule' | 'policy', all: readonly { id: string }[]) =>
    all.forEach((current) => workspace.entries[kind].set(current.id, { revision: 1, history: new Map(), current: current as never }));
  define(
    'person',
    people.map((person) => ({
      name: person.id.charAt(0).toUpperCase() + person.id.slice(1),
      role: 'responder',
      pages: [{ channel: 'mail', afterMs: 0 }],
      ...person,
    })),
  );
  define('schedule', schedules);
  define('policy', policies);
  return workspace;
}
