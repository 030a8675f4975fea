import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '..');

/**
 * The law: what each folder may import, besides itself. A folder of shared/ names sub-folders of shared/;
 * `ports` are files of a sibling that others may take, because they only declare.
 */
const law: Readonly<Record<string, readonly string[]>> = {
  'shared/time': [],
  'shared/log': ['shared/time'],
  'shared/alert': ['shared/time', 'shared/log', 'shared/condition/pattern.ts'],
  'shared/noise': ['shared/time', 'shared/log', 'shared/condition', 'shared/schedule/turns.ts'],
  'shared/schedule': ['shared/time', 'shared/log', 'shared/condition', 'shared/balance'],
  'shared/condition': ['shared/time', 'shared/log', 'shared/incident/priority.ts'],
  'shared/balance': ['shared/time', 'shared/condition/holidays.ts'],
  'shared/fair-rotation': ['shared/time', 'shared/balance'],
  'shared/incident': ['shared/time', 'shared/log', 'shared/alert', 'shared/noise/suppression.ts'],
  'shared/escalation': [
    'shared/time',
    'shared/log',
    'shared/noise/suppression.ts',
    'shared/schedule',
    'shared/condition',
    'shared/incident',
  ],
  'shared/workspace': [
    'shared/time',
    'shared/log',
    'shared/alert',
    'shared/noise',
    'shared/routing/routing-rule.ts',
    'shared/routing/template.ts',
    'shared/form/form.ts',
    'shared/schedule',
    'shared/condition',
    'shared/escalation',
    'shared/incident',
  ],
  'shared/answer': [
    'shared/time',
    'shared/log',
    'shared/incident',
    'shared/escalation/calling.ts',
    'shared/state/state.ts',
    'shared/coverage/day-text.ts',
  ],
  'shared/insight': [
    'shared/time',
    'shared/log',
    'shared/incident',
    'shared/schedule',
    'shared/escalation/flatten.ts',
    'shared/state',
    'shared/coverage',
    'shared/workspace',
    'shared/alert',
    'shared/queue',
  ],
  'shared/handoff': ['shared/time', 'shared/log', 'shared/schedule', 'shared/incident'],
  'shared/state': [
    'shared/time',
    'shared/log',
    'shared/noise',
    'shared/condition',
    'shared/incident',
    'shared/escalation',
    'shared/handoff',
    'shared/schedule',
    'shared/workspace',
  ],
  'shared/routing': [
    'shared/time',
    'shared/log',
    'shared/alert',
    'shared/noise',
    'shared/condition',
    'shared/incident',
    'shared/escalation',
    'shared/workspace',
    'shared/state',
  ],
  'shared/form': ['shared/time', 'shared/log', 'shared/alert', 'shared/condition', 'shared/incident', 'shared/workspace', 'shared/state'],
  'shared/policy-view': ['shared/log', 'shared/condition', 'shared/escalation', 'shared/workspace'],
  'shared/noise-view': [
    'shared/time',
    'shared/log',
    'shared/condition',
    'shared/incident',
    'shared/noise',
    'shared/routing',
    'shared/state',
    'shared/workspace',
    'shared/queue',
    'shared/policy-view',
    'shared/alert',
  ],
  'shared/queue': [
    'shared/time',
    'shared/log',
    'shared/noise/suppression.ts',
    'shared/incident',
    'shared/escalation',
    'shared/workspace',
    'shared/state',
  ],
  'shared/delivery': [
    'shared/time',
    'shared/log',
    'shared/incident',
    'shared/escalation',
    'shared/state',
    'shared/workspace',
    'shared/insight',
    'shared/coverage/day-text.ts',
    'shared/routing/template.ts',
  ],
  'shared/simulation': [
    'shared/time',
    'shared/log',
    'shared/alert',
    'shared/incident',
    'shared/escalation',
    'shared/state',
    'shared/workspace',
  ],
  'shared/explain': [
    'shared/time',
    'shared/log',
    'shared/noise/suppression.ts',
    'shared/incident',
    'shared/escalation',
    'shared/state',
    'shared/workspace',
    'shared/schedule',
    'shared/queue',
  ],
  'shared/coverage': [
    'shared/time',
    'shared/balance',
    'shared/schedule',
    'shared/escalation/policy.ts',
    'shared/workspace',
    'shared/queue',
  ],
  'shared/schedule-view': [
    'shared/time',
    'shared/log',
    'shared/condition',
    'shared/balance',
    'shared/fair-rotation',
    'shared/schedule',
    'shared/coverage',
    'shared/workspace',
    'shared/queue',
  ],
  'shared/self-watch': ['shared/time', 'shared/incident', 'shared/escalation', 'shared/schedule', 'shared/workspace'],
  'shared/calendar': ['shared/time', 'shared/log', 'shared/schedule', 'shared/workspace'],
  'shared/import': [
    'shared/time',
    'shared/log',
    'shared/incident/priority.ts',
    'shared/routing/routing-rule.ts',
    'shared/condition',
    'shared/schedule',
    'shared/workspace',
  ],
  'shared/sync': ['shared/log'],
  'shared/protocol': ['shared/log', 'shared/sync'],
  'shared/bridge': [
    'shared/delivery/telling-view.ts',
    'shared/form',
    'shared/insight',
    'shared/explain',
    'shared/state/command-names.ts',
    'shared/policy-view',
    'shared/noise-view',
    'shared/routing/decided.ts',
    'shared/schedule/command-names.ts',
    'shared/schedule-view',
    'shared/time',
    'shared/log',
    'shared/alert',
    'shared/incident',
    'shared/handoff',
    'shared/queue',
    'shared/workspace',
  ],
  'main/store': ['shared'],
  'main/link': ['shared'],
  'main/runner': ['shared'],
  'main/settings': ['shared'],
  'main/text': ['shared', 'main/notify/notifier.ts'],
  'main/notify': ['shared', 'main/runner/bell.ts', 'main/text'],
  'main/bridge': ['shared', 'main/text'],
  'main/desk': ['shared', 'main/store', 'main/link', 'main/runner', 'main/text', 'main/settings/settings.ts', 'main/bridge/handlers.ts'],
  'main/electron': ['shared', 'main/bridge', 'main/text', 'main/settings/settings.ts', 'main/desk/desk-source.ts', 'main/notify'],
  'main/terminal': ['shared', 'main/desk', 'main/link', 'main/notify', 'main/runner', 'main/store', 'main/text', 'main/settings'],
  'main/index.ts': ['shared', 'main'],
  preload: ['shared/bridge'],
  renderer: ['shared'],
  relay: ['shared', 'relay'],
  scripts: [],
};

/** Packages that only these places may import. */
const guarded: Readonly<Record<string, readonly string[]>> = {
  electron: ['main/electron', 'preload'],
  react: ['renderer'],
};

interface Import {
  file: string;
  target: string;
}

function sources(folder: string): string[] {
  return readdirSync(join(repository, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** The imports of a text: relative ones as paths from the repository, packages by name. */
export function importsOf(file: string, text: string): Import[] {
  const found = text.matchAll(/^\s*(?:import|export)\s[^'";]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/gms);
  return [...found].map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? '';
    const path = target.startsWith('.')
      ? relative(repository, resolve(repository, dirname(file), target))
          .split(sep)
          .join('/')
      : target;
    return { file, target: path };
  });
}

function lawFor(file: string): [place: string, allowed: readonly string[]] | undefined {
  return Object.entries(law)
    .filter(([place]) => file === place || file.startsWith(`${place}/`))
    .toSorted(([a], [b]) => b.length - a.length)[0];
}

function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** What breaks the law, in words. */
export function violations(imports: readonly Import[]): string[] {
  return imports.flatMap(({ file, target }) => {
    const mine = lawFor(file);
    const isOurs = /^(shared|main|preload|renderer|relay|scripts|test)\//.test(target);
    if (!isOurs) {
      const only = guarded[target];
      return only && !only.some((place) => isWithin(file, place)) ? [`${file} imports ${target}; only ${only.join(' and ')} may.`] : [];
    }
    if (!mine) {
      return [`${file} is in no folder the law knows; add it to the table with what it may import.`];
    }
    const [place, allowed] = mine;
    const isAllowed = isWithin(target, place) || allowed.some((each) => isWithin(target, each));
    return isAllowed ? [] : [`${file} imports ${target}; ${place} may import ${allowed.join(', ') || 'nothing'}.`];
  });
}

describe('the import law', () => {
  const folders = ['shared', 'main', 'preload', 'renderer', 'relay', 'scripts'];
  const files = folders.flatMap(sources);

  it('sees every folder', () => {
    folders.forEach((folder) => expect(files.some((file) => file.startsWith(`${folder}/`))).toBe(true));
    expect(files.length).toBeGreaterThan(200);
  });

  it('is kept everywhere', () => {
    const imports = files.flatMap((file) => importsOf(file, readFileSync(join(repository, file), 'utf8')));
    expect(imports.length).toBeGreaterThan(files.length);
    expect(violations(imports)).toEqual([]);
  });

  it('finds what is planted against it', () => {
    const planted = (file: string, text: string) => violations(importsOf(file, text));
    expect(planted('shared/time/x.ts', "import { a } from '../log/envelope.ts';")).toHaveLength(1);
    expect(planted('relay/log/x.ts', "import type { B } from '../../main/store/replica.ts';")).toHaveLength(1);
    expect(planted('main/link/x.ts', "import {\n  a,\n} from '../store/replica.ts';")).toHaveLength(1);
    expect(planted('main/desk/x.ts', "import { app } from 'electron';")).toHaveLength(1);
    expect(planted('renderer/app/x.tsx', "export { y } from '../../relay/index.ts';")).toHaveLength(1);
    expect(planted('shared/log/x.ts', "import { z } from 'zod';")).toHaveLength(0);
  });
});
