import { canonicalJson } from '../log/canonical.ts';
import { definitionKinds, definitions, type Definition, type DefinitionKind } from './definitions.ts';
import type { FileDefinitions } from './file.ts';
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
 * A schedule whose file entry does not speak of overrides keeps those people made since.
 */
export function differenceTo(workspace: Workspace, file: FileDefinitions): Change[] {
  const changes: Change[] = [];
  for (const kind of definitionKinds) {
    for (const wanted of file[kind]) {
      const current = find(workspace, kind, wanted.id);
      const definition = definitions[kind].parse(withOverrides(kind, wanted, current));
      const fields = changedFields(current, definition);
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
  for (const kind of definitionKinds.toReversed()) {
    const wanted = new Set(file[kind].map((definition) => definition.id));
    for (const { id } of all(workspace, kind).filter((definition) => !wanted.has(definition.id))) {
      changes.push({ kind, id, change: 'removed', fields: [], draft: { type: `${kind}.removed`, entity: { kind, id }, body: {} } });
    }
  }
  return changes;
}

function withOverrides(kind: DefinitionKind, wanted: object, current: Definition | undefined): object {
  if (kind !== 'schedule') {
    return wanted;
  }
  const kept = (current as Definition<'schedule'> | undefined)?.overrides ?? [];
  const { overrides } = wanted as { overrides?: unknown };
  return { ...wanted, overrides: overrides ?? kept };
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
