import type { Construct } from './construct.ts';
import type { Draft, DraftPerson } from './draft.ts';

/** The ids a draft's things have in the workspace, by kind and the source's key; a schedule may have become several. */
export interface Ids {
  person: ReadonlyMap<string, string>;
  team: ReadonlyMap<string, string>;
  schedule: Map<string, string[]>;
  policy: ReadonlyMap<string, string>;
  service: ReadonlyMap<string, string>;
  integration: ReadonlyMap<string, string>;
}

/**
 * People who are named and not in the export are added by what names them, so that nobody's turn moves. What names
 * them is told.
 */
export function withNamedPeople(draft: Draft): DraftPerson[] {
  const isKnown = new Set(draft.people.map(({ key }) => key));
  const named = new Map<string, DraftPerson>();
  const name = (key: string, words: string | undefined, from: Construct) => {
    if (isKnown.has(key)) {
      return;
    }
    named.set(key, named.get(key) ?? { key, name: words ?? key, role: 'responder', from });
    from.approximated(
      `${words ?? key} is not among the people of the export, so only the name is known.`,
      'Give this person a name, and an address, in the workspace file.',
    );
  };
  for (const { rotations, overrides } of draft.schedules) {
    rotations.forEach(({ members, from }) => members.forEach((member) => name(member.key, member.name, from)));
    overrides.forEach(({ person, replaces, from }) => [person, replaces].forEach((key) => key !== undefined && name(key, undefined, from)));
  }
  for (const { targets } of draft.policies.flatMap(({ steps }) => steps)) {
    targets.filter(({ kind }) => kind === 'person').forEach((target) => name(target.key, target.name, target.from));
  }
  return [...draft.people, ...named.values()];
}

/** The people who are paged by anything: they answer, whatever role the source gives them. */
export function pagedPeople({ schedules, policies }: Draft): Set<string> {
  return new Set([
    ...schedules.flatMap(({ rotations, overrides }) => [
      ...rotations.flatMap(({ members }) => members.map(({ key }) => key)),
      ...overrides.map(({ person }) => person),
    ]),
    ...policies.flatMap(({ steps }) =>
      steps.flatMap(({ targets }) => targets.flatMap(({ kind, key }) => (kind === 'person' ? [key] : []))),
    ),
  ]);
}
