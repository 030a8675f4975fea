import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import type { Scenario } from './fake/fake-bridge.ts';
import { appears, open } from './open.ts';
import { failingDesk } from './scenarios/desks.ts';
import { shots, type Shot } from './scenarios/shots.ts';

/** Words that are the same in both languages, names of keys, and what main says itself. */
const same = new Set([
  'Watchbell',
  'Incident',
  'Incidents',
  'Info',
  'Source',
  'Note',
  'Notifications',
  'Messages',
  'English',
  'Français',
  'Service',
  'Ctrl K',
  'Watchbell 0.1.0',
  'Type',
  'min',
  's',
  'h',
  'J',
  'K',
  'A',
  'E',
  'R',
  'N',
]);

/** Everything a person reads or hears on the page. */
async function texts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement?.closest('style, script, [aria-hidden="true"]')) {
        found.add(walker.currentNode.textContent?.trim() ?? '');
      }
    }
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (element.closest('[aria-hidden="true"]')) {
        continue;
      }
      for (const name of ['aria-label', 'title', 'placeholder']) {
        found.add(element.getAttribute(name)?.trim() ?? '');
      }
    }
    return [...found];
  });
}

function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => [key, ...wordsOf(inner)]) : [];
}

/** What is left of a text without the scenario's own words, numbers and signs. */
function withoutData(text: string, data: readonly string[]): string {
  let rest = text;
  for (const word of data) {
    rest = rest.replaceAll(word, ' ');
  }
  return rest
    .replaceAll(/[^\p{L} ]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

async function read(shot: Shot, scenario: Scenario, locale: 'en' | 'fr'): Promise<string[]> {
  const page = await open(
    { ...scenario, desk: { ...scenario.desk, locale } },
    { ...(shot.page ? { page: shot.page } : {}), waiting: scenario.silent !== undefined },
  );
  await shot.act?.(page);
  return texts(page);
}

describe('in French', () => {
  it.each(shots)('nothing is left in English, and its spaces are French, on $name', async (shot) => {
    const scenario = shot.scenario();
    const data = [...new Set(wordsOf(scenario))].filter((word) => word.length > 1).toSorted((a, b) => b.length - a.length);
    const [english, french] = [await read(shot, scenario, 'en'), await read(shot, scenario, 'fr')];
    const untranslated = french.filter(
      (text) => english.includes(text) && !same.has(text) && !same.has(withoutData(text, data)) && withoutData(text, data) !== '',
    );
    expect(untranslated).toEqual([]);
    // The spaces before : ; ! ? and inside « » must not break.
    expect(french.filter((text) => /[\p{L}\d] [;!?»]|« |\p{L} : /u.test(text))).toEqual([]);
  });

  it('numbers, times and plurals are French', async () => {
    const desk = failingDesk({ locale: 'fr' });
    const page = await open({
      desk: { ...desk, connection: { ...desk.connection, state: 'updating', progress: { done: 1204, total: 5000 } } },
    });
    expect(await appears(page.getByText('Rattrapage avec le relais\u00A0: 1\u202F204 entrées sur 5\u202F000.'))).toBe(true);
  });

  it('every sentence the rules can answer has a French one', async () => {
    const root = resolve(import.meta.dirname, '../..');
    const [incident, handoff, french] = await Promise.all(
      ['shared/incident/judge.ts', 'shared/handoff/handoff.ts', 'renderer/i18n/engine-sentences.ts'].map((path) =>
        readFile(resolve(root, path), 'utf8'),
      ),
    );
    const sentences = [...`${incident}${handoff}`.matchAll(/(?:noop|parked)\('([^']+)'\)|why: '([^']+)'/g)].map(([, a, b]) => a ?? b ?? '');
    expect(sentences.length).toBeGreaterThan(10);
    expect(sentences.filter((sentence) => !french?.includes(`'${sentence}'`))).toEqual([]);
  });
});
