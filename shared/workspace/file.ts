import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import type { Definition, DefinitionKind } from './definitions.ts';
import { WorkspaceFile, type FileSchedule } from './file-schema.ts';
import { checkPolicies, lateRules, quietRules, readersPaged, rulesWithoutAddress } from './file-check.ts';
import { danglingReferences, type Finding } from './references.ts';
import { checkRooms } from './room-check.ts';
import { checkRules } from './rule-check.ts';

/** What a file defines, by kind, in applying order; `leaves` names the kinds it does not speak of, whose definitions people made stay. */
export type FileDefinitions = {
  [K in DefinitionKind]: (K extends 'schedule' ? FileSchedule : Definition<K>)[];
} & { leaves: readonly DefinitionKind[] };

/** Something wrong in a workspace file: where (line and column from 1), what, and what to do, as one sentence. */
export interface FileProblem {
  line: number;
  column: number;
  path: string;
  message: string;
}

/**
 * Reads a workspace file (YAML 1.2). Problems are all of them, in file order; definitions are given only when there are none. Warnings
 * keep nothing from being applied; `more` finds those that only its caller can know of.
 */
export function readWorkspaceFile(
  text: string,
  more: (definitions: FileDefinitions) => readonly Finding[] = () => [],
): { definitions?: FileDefinitions; problems: FileProblem[]; warnings: FileProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { line, column: col, path: '', message: `${error.message}.` };
    });
    return { problems, warnings: [] };
  }
  const placeOf = (path: readonly PropertyKey[]) => place(document, lines, path);
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { problems: [{ ...placeOf([]), message: `${error instanceof Error ? error.message : String(error)}.` }], warnings: [] };
  }
  const parsed = WorkspaceFile.safeParse(content, { reportInput: true });
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({ ...placeOfIssue(document, lines, issue), message: sentence(issue) }));
    return { problems, warnings: [] };
  }
  const definitions = definitionsOf(parsed.data);
  const placed = ({ path, message }: Finding): FileProblem => ({ ...placeOf(path), message });
  const policies = checkPolicies(definitions.policy);
  const problems = [...danglingReferences(definitions), ...policies.refused].map(placed);
  const warnings = [
    ...policies.warned,
    ...lateRules(definitions),
    ...readersPaged(definitions),
    ...checkRules(definitions['routing-rule']),
    ...rulesWithoutAddress(definitions),
    ...quietRules(definitions),
    ...checkRooms(definitions),
    ...more(definitions),
  ].map(placed);
  return problems.length > 0 ? { problems, warnings } : { definitions, problems, warnings };
}

function place(document: Document, lines: LineCounter, path: readonly PropertyKey[]): Omit<FileProblem, 'message'> {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { line, column: col, path: path.map(String).join('.') };
    }
  }
  return { line: 1, column: 1, path: path.map(String).join('.') };
}

/** The place in a file of what is wrong there: a key nobody knows, or one that cannot be an id, is the key itself. */
export function placeOfIssue(document: Document, lines: LineCounter, issue: z.core.$ZodIssue): Omit<FileProblem, 'message'> {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const isAboutKey = issue.code === 'unrecognized_keys' || issue.code === 'invalid_key';
  const key = isAboutKey && isMap(parent) ? parent.items.find((pair) => String(pair.key) === String(path.at(-1)))?.key : undefined;
  if (isNode(key) && key.range) {
    const { line, col } = lines.linePos(key.range[0]);
    return { line, column: col, path: issue.path.map(String).join('.') };
  }
  return place(document, lines, issue.path);
}

const kindWords: Readonly<Record<string, string>> = {
  string: 'text; put it in quotes',
  int: 'a whole number',
  number: 'a number',
  array: 'a list, in brackets or one a line with a dash',
  object: 'made of names and values, one a line',
  record: 'made of names and values, one a line',
};

function nameOf(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  return typeof last === 'number' ? `each of "${String(path.at(-2))}"` : `"${String(last)}"`;
}

function oneOf(name: string, options: readonly string[]): string {
  return `${name} must be ${options.length > 1 ? 'one of ' : ''}${options.join(', ')}.`;
}

/** What is wrong with something written, in a sentence that says what to do. */
export function sentence(issue: z.core.$ZodIssue): string {
  const name = nameOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return `"${issue.keys.join('", "')}" is not known here; check the spelling or remove it.`;
    case 'invalid_key':
      return `${name} cannot be an id: ${issue.issues[0]?.message ?? 'use letters, digits and dashes'}.`;
    case 'invalid_type':
      if (issue.path.length === 0) {
        return issue.input === null || issue.input === undefined
          ? 'The file is empty; start from the sample workspace.'
          : 'The file is not a workspace; start from the sample workspace.';
      }
      return issue.input === undefined ? `${name} is missing; add it.` : `${name} must be ${kindWords[issue.expected] ?? issue.expected}.`;
    case 'too_big':
      return issue.message.startsWith('Too big') ? `${name} is too large; at most ${String(issue.maximum)}.` : `${issue.message}.`;
    case 'too_small':
      return issue.message.startsWith('Too small') ? `${name} is too small; at least ${String(issue.minimum)}.` : `${issue.message}.`;
    case 'invalid_value':
      return oneOf(name, issue.values.map(String));
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options) ? oneOf(name, issue.options.map(String)) : `${issue.message}.`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'not_multiple_of':
      return `${issue.message}.`;
  }
}

function withIds<T extends object>(record: Record<string, T>): (T & { id: string })[] {
  return Object.entries(record).map(([id, value]) => ({ id, ...value }));
}

/** Of what is asked in the order it is written. */
function asWritten<T extends object>(definitions: readonly T[]): (T & { order: number })[] {
  return definitions.map((definition, i) => ({ ...definition, order: i + 1 }));
}

/** The routing rules of a file, in the order they are written. */
export function rulesAsWritten(rules: WorkspaceFile['routingRules']): Definition<'routing-rule'>[] {
  return asWritten(withIds(rules));
}

function definitionsOf(file: WorkspaceFile): FileDefinitions {
  const { name, catchAll, severities, noise, statusPage, updates, bridge } = file.organisation;
  return {
    organisation: [
      {
        id: 'organisation',
        name,
        catchAll: catchAll ?? { targets: [], repeatEveryMs: 300_000 },
        ...(severities ? { severities } : {}),
        ...(noise ? { noise } : {}),
        ...(file.form ? { form: file.form } : {}),
        ...(statusPage ? { statusPage } : {}),
        ...(updates ? { updates } : {}),
        ...(bridge === undefined ? {} : { bridge }),
        ...(file.digests ? { digests: file.digests } : {}),
      },
    ],
    person: withIds(file.people),
    team: withIds(file.teams),
    channel: withIds(file.channels),
    schedule: withIds(file.schedules),
    policy: withIds(file.policies),
    service: withIds(file.services),
    integration: withIds(file.integrations),
    'routing-rule': rulesAsWritten(file.routingRules),
    grouping: asWritten(withIds(file.groupings)),
    inhibition: withIds(file.inhibitions),
    silence: withIds(file.silences ?? {}),
    maintenance: withIds(file.maintenances ?? {}),
    heartbeat: withIds(file.heartbeats),
    leaves: [...(file.silences ? [] : ['silence' as const]), ...(file.maintenances ? [] : ['maintenance' as const])],
  };
}
