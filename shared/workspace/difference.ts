import { chainedFrom } from '../escalation/flatten.ts';
import type { Policy } from '../escalation/policy.ts';
import { canonicalJson } from '../log/canonical.ts';
import { spoken } from '../schedule/redefine.ts';
import { given } from './file-given.ts';
import type { Instant } from '../time/instant.ts';
import { definitionKinds, definitions, type Definition, type DefinitionKind } from './definitions.ts';
import type { FileDefinitions } from './file.ts';
import type { FileSchedule } from './file-schema.ts';
import { all, find, type Workspace } from './workspace.ts';

/** One entity a file would change, and the event that changes it. */
export interface Change {
  kind: DefinitionKind;
  id: string;
  change: 'added' | 'changed' | 'removed';
  /** The fields that differ, for `changed`. */
  fields: string[];
  draft: { type: string; entity: { kind: DefinitionKind; id: string }; body: Record<string, unknown> };
}

/**
 * What applying a file would change, in an order without dangling references: definitions first, then removals backwards.
 * A schedule whose file entry does not speak of overrides keeps those people made since; so do silences and maintenance windows a
 * file does not speak of. Of a window kept so the services the file takes away are taken out, and with the last of them the window:
 * what is exported afterwards reads back.
 */
export function differenceTo(workspace: Workspace, file: FileDefinitions, now: Instant = Infinity): Change[] {
  const changes: Change[] = [];
  for (const kind of definitionKinds) {
    for (const wanted of kind === 'policy' ? followedFirst(file.policy) : file[kind]) {
      const current = find(workspace, kind, wanted.id);
      const definition = definitions[kind].parse(withWhatIsKept(kind, wanted, current));
      const fields = changedFields(current && asInFile(kind, current, now), definition);
      if (!current || fields.length > 0) {
        changes.push({
          kind,
          id: definition.id,
          change: current ? 'changed' : 'added',
          fields: current ? fields : [],
          draft: { type: `${kind}.defined`, entity: { kind, id: definition.id }, body: { definition } },
        });
      }
    }
  }
  changes.push(...(file.leaves.includes('maintenance') ? keptWindows(workspace, file) : []));
  for (const kind of definitionKinds.toReversed().filter((each) => !file.leaves.includes(each))) {
    const wanted = new Set(file[kind].map((definition) => definition.id));
    for (const { id } of all(workspace, kind).filter((definition) => !wanted.has(definition.id))) {
      changes.push({ kind, id, change: 'removed', fields: [], draft: { type: `${kind}.removed`, entity: { kind, id }, body: {} } });
    }
  }
  return changes;
}

/** What becomes of the maintenance windows a file does not speak of when it takes services away they are of. */
function keptWindows(workspace: Workspace, file: FileDefinitions): Change[] {
  const there = new Set(file.service.map(({ id }) => id));
  return all(workspace, 'maintenance').flatMap((window): Change[] => {
    const { id, services } = window;
    const left = services?.filter((service) => there.has(service));
    if (!services || left?.length === services.length) {
      return [];
    }
    const entity = { kind: 'maintenance' as const, id };
    return left?.length === 0
      ? [{ ...entity, change: 'removed', fields: [], draft: { type: 'maintenance.removed', entity, body: {} } }]
      : [
          {
            ...entity,
            change: 'changed',
            fields: ['services'],
            draft: { type: 'maintenance.defined', entity, body: { definition: { ...window, services: left } } },
          },
        ];
  });
}

/** Policies with those their steps lead into before them, so that each finds what it leads into. */
function followedFirst(policies: readonly Policy[]): Policy[] {
  const ordered = new Set<Policy>();
  const add = (policy: Policy, on: readonly Policy[]): void => {
    if (!on.includes(policy)) {
      chainedFrom(policy).forEach((id) => policies.filter((each) => each.id === id).forEach((each) => add(each, [...on, policy])));
      ordered.add(policy);
    }
  };
  policies.forEach((policy) => add(policy, []));
  return [...ordered];
}

/**
 * A definition with what the file does not say. Of a schedule: overrides and limits it does not speak of, swaps, and the ids of members
 * and overrides known already. Of a person: leave, addresses they added, and the rules they have set themselves (OWN2).
 */
function withWhatIsKept(kind: DefinitionKind, wanted: Definition | FileSchedule, current: Definition | undefined): object {
  if (kind === 'person') {
    const { timeOff, addresses, ownRules, pages, quietHours } = (current ?? {}) as Partial<Definition<'person'>>;
    const theirs = wanted as Definition<'person'>;
    return {
      ...given({ timeOff, addresses, ...given(theirs) }),
      ...(addresses && theirs.addresses ? { addresses: { ...addresses, ...theirs.addresses } } : {}),
      ...(ownRules ? { ownRules, pages, quietHours } : {}),
    };
  }
  if (kind !== 'schedule') {
    return wanted;
  }
  const { overrides, ...schedule } = wanted as FileSchedule;
  const kept = current as Definition<'schedule'> | undefined;
  const layers = schedule.layers.map((layer) => {
    const members = kept?.layers.find(({ id }) => id === layer.id)?.members ?? [];
    return { ...layer, members: withKnownIds(layer.members, members, ({ person }) => person) };
  });
  const known = kept?.overrides ?? [];
  return {
    ...(kept?.swaps ? { swaps: kept.swaps } : {}),
    ...schedule,
    layers,
    overrides: overrides ? withKnownIds(overrides, known, ({ person, from, until }) => `${person} ${from} ${until}`) : known,
  };
}

/** Gives each wanted entry the id of the known one that says the same, each id once. */
function withKnownIds<T extends { id: string }>(wanted: readonly T[], known: readonly T[], saying: (entry: T) => string): T[] {
  const free = [...known];
  const matched = wanted.map((entry) => {
    const i = free.findIndex((each) => saying(each) === saying(entry));
    return { entry, id: i === -1 ? undefined : free.splice(i, 1)[0]?.id };
  });
  const taken = new Set(matched.map(({ id }) => id));
  return matched.map(({ entry, id }) => ({ ...entry, id: id ?? freshId(entry.id, taken) }));
}

function freshId(id: string, taken: Set<string | undefined>): string {
  let fresh = id;
  for (let i = 2; taken.has(fresh); i += 1) {
    fresh = `${id}.${i}`;
  }
  taken.add(fresh);
  return fresh;
}

function asInFile(kind: DefinitionKind, current: Definition, now: Instant): Definition {
  return kind === 'schedule' ? spoken(current as Definition<'schedule'>, now) : current;
}

function changedFields(current: Definition | undefined, wanted: Definition): string[] {
  const before = current as Record<string, unknown> | undefined;
  const after = wanted as Record<string, unknown>;
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
  return [...names].filter((name) => text(before?.[name]) !== text(after[name]));
}

function text(value: unknown): string {
  return value === undefined ? '' : canonicalJson(value);
}
