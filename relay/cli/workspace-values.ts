import { formatDuration } from '../../shared/time/duration.ts';
import type { DefinitionKind } from '../../shared/workspace/definitions.ts';
import type { FileDefinitions } from '../../shared/workspace/file.ts';
import { plainText } from '../../shared/alert/plain-text.ts';
import type { AppliedChange } from './relay-answers.ts';

/** The two sides of a difference; `present` is missing when the relay's own workspace could not be read back. */
export interface Sides {
  present: FileDefinitions | undefined;
  wanted: FileDefinitions;
}

/** What a change does to each field: `loops 1 → 2` where both are short, else the field's name. */
export function changedTexts(change: AppliedChange, { present, wanted }: Sides): string[] {
  const before = present && definitionOf(present, change);
  const after = definitionOf(wanted, change);
  if (change.change !== 'changed') {
    const name = (after ?? before)?.['name'];
    return typeof name === 'string' ? [plainText(name)] : [];
  }
  return change.fields.map((field) => {
    const [from, to] = [shortText(field, before?.[field]), shortText(field, after?.[field])];
    const label = field.replace(/Ms$/, '');
    return before && after && from !== undefined && to !== undefined ? `${label} ${from} → ${to}` : label;
  });
}

function definitionOf(definitions: FileDefinitions, { kind, id }: AppliedChange): Record<string, unknown> | undefined {
  const list = (definitions[kind as DefinitionKind] ?? []) as readonly { id: string }[];
  return list.find((definition) => definition.id === id);
}

function shortText(field: string, value: unknown): string | undefined {
  if (value === undefined) {
    return 'none';
  }
  if (typeof value === 'number') {
    return field.endsWith('Ms') ? formatDuration(value) : String(value);
  }
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return `[${value.join(', ')}]`;
  }
  return typeof value === 'string' || typeof value === 'boolean' ? plainText(String(value)) : undefined;
}
