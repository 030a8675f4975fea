import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appears, open } from './open.ts';
import { failingDesk } from './scenarios/desks.ts';

describe('in French', () => {
  it('numbers, times and plurals are French', async () => {
    const desk = failingDesk({ locale: 'fr' });
    const page = await open({
      desk: { ...desk, connection: { ...desk.connection, state: 'updating', progress: { done: 1204, total: 5000 } } },
    });
    expect(await appears(page.getByText('Rattrapage avec le relais\u00A0: 1\u202F204 entrées sur 5\u202F000.'))).toBe(true);
  });

  it('every sentence the rules can answer has a French one', async () => {
    const root = resolve(import.meta.dirname, '../..');
    const [incident, action, handoff, state, schedule, french] = await Promise.all(
      [
        'shared/incident/judge.ts',
        'shared/incident/judge-action.ts',
        'shared/handoff/handoff.ts',
        'shared/state/judge.ts',
        'shared/schedule/judge-edit.ts',
        'renderer/i18n/engine-sentences.ts',
      ].map((path) => readFile(resolve(root, path), 'utf8')),
    );
    const sentences = [...`${incident}${action}${handoff}${state}${schedule}`.matchAll(/(?:noop|parked)\('([^']+)'\)|why: '([^']+)'/g)].map(
      ([, a, b]) => a ?? b ?? '',
    );
    expect(sentences.length).toBeGreaterThan(10);
    expect(sentences.filter((sentence) => !french?.includes(`'${sentence}'`))).toEqual([]);
  });
});
