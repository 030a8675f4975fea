import { isMap, isNode, LineCounter, parseDocument, stringify, type Document } from 'yaml';
import type { z } from 'zod';
import { formatDuration } from '../time/duration.ts';
import { isoOf } from '../time/instant.ts';
import type { Target } from '../escalation/policy.ts';
import type { Definition, DefinitionKind } from './definitions.ts';
import { WorkspaceFile, type FileSchedule } from './file-schema.ts';
import { all, find, type Workspace } from './workspace.ts';

/** What a file defines, by kind, in applying order. */
export type FileDefinitions = {
  [K in DefinitionKind]: (K extends 'schedule' ? FileSchedule : Definition<K>)[];
};

/** Something wrong in a workspace file: where (line and column from 1), what, and what to do, as one sentence. */
export interface FileProblem {
  line: number;
  column: number;
  path: string;
  message: string;
}

/** Reads a workspace file (YAML 1.2). Problems are all of them, in file order; definitions are given only when there are none. */
export function readWorkspaceFile(text: string): { definitions?: FileDefinitions; problems: FileProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { line, column: col, path: '', message: `${error.message}.` };
    });
    return { problems };
  }
  const placeOf = (path: readonly PropertyKey[]) => place(document, lines, path);
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { problems: [{ ...placeOf([]), message: `${error instanceof Error ? error.message : String(error)}.` }] };
  }
  const parsed = WorkspaceFile.safeParse(content, { reportInput: true });
  if (!parsed.success) {
    return { problems: parsed.error.issues.map((issue) => ({ ...placeOfIssue(document, lines, issue), message: sentence(issue) })) };
  }
  const definitions = definitionsOf(parsed.data);
  const dangling = danglingReferences(definitions).map(({ path, message }) => ({ ...placeOf(path), message }));
  return dangling.length > 0 ? { problems: dangling } : { definitions, problems: [] };
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

/** The place of what is wrong: a key nobody knows, or one that cannot be an id, is the key itself. */
function placeOfIssue(document: Document, lines: LineCounter, issue: z.core.$ZodIssue): Omit<FileProblem, 'message'> {
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

function sentence(issue: z.core.$ZodIssue): string {
  const name = `"${String(issue.path.at(-1))}"`;
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
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_union':
    case 'invalid_value':
    case 'not_multiple_of':
      return `${issue.message}.`;
  }
}

function withIds<T extends object>(record: Record<string, T>): (T & { id: string })[] {
  return Object.entries(record).map(([id, value]) => ({ id, ...value }));
}

function definitionsOf(file: WorkspaceFile): FileDefinitions {
  const { name, catchAll } = file.organisation;
  return {
    organisation: [{ id: 'organisation', name, catchAll: catchAll ?? { targets: [], repeatEveryMs: 300_000 } }],
    person: withIds(file.people),
    team: withIds(file.teams),
    schedule: withIds(file.schedules),
    policy: withIds(file.policies),
    service: withIds(file.services),
    integration: withIds(file.integrations),
  };
}

/** References that lead nowhere: a page that would reach nobody must not be saved. */
function danglingReferences(definitions: FileDefinitions): { path: PropertyKey[]; message: string }[] {
  const ids = (kind: DefinitionKind) => new Set(definitions[kind].map((definition) => definition.id));
  const known = { person: ids('person'), schedule: ids('schedule'), team: ids('team'), policy: ids('policy'), service: ids('service') };
  const found: { path: PropertyKey[]; message: string }[] = [];
  const check = (kind: keyof typeof known, id: string, path: PropertyKey[]) => {
    if (!known[kind].has(id)) {
      const near = [...known[kind]].slice(0, 5).join(', ') || 'none yet';
      found.push({ path, message: `There is no ${kind} "${id}"; define it or use one of: ${near}.` });
    }
  };
  const checkTargets = (targets: readonly Target[], path: PropertyKey[]) =>
    targets.forEach((target, i) => check(target.kind, target.id, [...path, i]));
  checkTargets(definitions.organisation[0]?.catchAll.targets ?? [], ['organisation', 'catchAll', 'notify']);
  definitions.team.forEach((team) => team.members.forEach((id, i) => check('person', id, ['teams', team.id, 'members', i])));
  for (const schedule of definitions.schedule) {
    const path = ['schedules', schedule.id];
    schedule.rotation.participants.forEach(({ person }, i) => check('person', person, [...path, 'rotation', 'people', i]));
    schedule.overrides?.forEach(({ person }, i) => check('person', person, [...path, 'overrides', i, 'person']));
  }
  for (const policy of definitions.policy) {
    policy.steps.forEach((step, i) => checkTargets(step.targets, ['policies', policy.id, 'steps', i, 'notify']));
  }
  for (const service of definitions.service) {
    check('policy', service.policy, ['services', service.id, 'policy']);
    if (service.team !== undefined) {
      check('team', service.team, ['services', service.id, 'team']);
    }
  }
  definitions.integration.forEach((integration) => check('service', integration.service, ['integrations', integration.id, 'service']));
  return found;
}

/** Writes a workspace as a file that `readWorkspaceFile` reads back to the same definitions. */
export function writeWorkspaceFile(workspace: Workspace): string {
  const organisation = find(workspace, 'organisation', 'organisation');
  const byId = <K extends DefinitionKind>(kind: K, shape: (definition: Definition<K>) => object) =>
    Object.fromEntries(all(workspace, kind).map((definition) => [definition.id, shape(definition)]));
  const plain = ({ id: _, ...rest }: { id: string }) => rest;
  return stringify({
    organisation: organisation && {
      name: organisation.name,
      catchAll: { notify: organisation.catchAll.targets.map(targetText), repeatEvery: formatDuration(organisation.catchAll.repeatEveryMs) },
    },
    people: byId('person', plain),
    teams: byId('team', plain),
    schedules: byId('schedule', fileScheduleOf),
    policies: byId('policy', filePolicyOf),
    services: byId('service', plain),
    integrations: byId('integration', plain),
  });
}

function targetText(target: Target): string {
  return `${target.kind}:${target.id}`;
}

function fileScheduleOf({ name, zone, rotation, overrides }: Definition<'schedule'>): object {
  return {
    name,
    zone,
    rotation: {
      people: rotation.participants.map(({ person }) => person),
      turn: `${rotation.turn.length}${rotation.turn.unit === 'week' ? 'w' : 'd'}`,
      handoffAt: rotation.handoffAt,
      startsOn: rotation.startsOn,
    },
    overrides: overrides.map(({ person, from, until }) => ({ person, from: isoOf(from), until: isoOf(until) })),
  };
}

function filePolicyOf({ name, steps, loops, acknowledgementExpiresAfterMs }: Definition<'policy'>): object {
  return {
    name,
    steps: steps.map((step) => ({
      notify: step.targets.map(targetText),
      acknowledgeWithin: formatDuration(step.acknowledgeWithinMs),
      ...(step.resolveWithinMs === undefined ? {} : { resolveWithin: formatDuration(step.resolveWithinMs) }),
      repeatEvery: formatDuration(step.repeatEveryMs),
      whenUnanswered: step.whenUnanswered,
      repeats: step.repeats,
    })),
    loops,
    ...(acknowledgementExpiresAfterMs === undefined ? {} : { acknowledgementExpiresAfter: formatDuration(acknowledgementExpiresAfterMs) }),
  };
}
