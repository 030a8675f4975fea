import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import type { Scenario } from './fake/fake-bridge.ts';
import { changeDesk, open } from './open.ts';
import type { Shot } from './scenarios/shots.ts';

interface Finding {
  id: string;
  nodes: { html: string; target: string[]; failureSummary?: string }[];
}

async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.addScriptTag({ url: 'assets/axe.min.js' });
  }
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Finding[] }> } };
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
  );
}

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
  'service',
  'Exceptions',
  'Silences',
  'P',
  'Ctrl K',
  'Watchbell 0.1.0',
  'Type',
  'min',
  's',
  'h',
  'J',
  'K',
  'L',
  'A',
  'E',
  'R',
  'N',
  'S',
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

async function settled(page: Page): Promise<void> {
  // A dialog that has just opened gets its name a moment after its frame.
  await page.waitForFunction(() => document.querySelector('[role="dialog"]:not([aria-labelledby], [aria-label])') === null);
}

async function look(shot: Shot, scenario: Scenario, locale: 'en' | 'fr', colorScheme: 'light' | 'dark'): Promise<Page> {
  const page = await open(
    { ...scenario, desk: { ...scenario.desk, locale, colorScheme } },
    { ...(shot.page ? { page: shot.page } : {}), waiting: scenario.silent?.includes('desk:get') ?? false },
  );
  await shot.act?.(page);
  await settled(page);
  return page;
}

/**
 * Turns an open screen French and dark, as the settings do: it need not be opened and worked through a second time, and whatever
 * does not follow the settings is found.
 */
async function turn(page: Page): Promise<Page> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await changeDesk(page, { locale: 'fr', colorScheme: 'dark' });
  await page.waitForFunction(() => document.documentElement.matches('[lang="fr"][data-mantine-color-scheme="dark"]'));
  await settled(page);
  return page;
}

/** What is wrong with a screen: what axe finds in English and light and in French and dark, what is left in English, what may break. */
export async function examine(shot: Shot, plant?: (page: Page) => Promise<unknown>) {
  const scenario = shot.scenario();
  const page = await look(shot, scenario, 'en', 'light');
  await plant?.(page);
  const light = await findings(page);
  const english = await texts(page);
  const turned = await (shot.says ? look(shot, scenario, 'fr', 'dark') : turn(page));
  // What a screen reader was told when it began to ring stays as it was told.
  const told = shot.says ? [] : (await page.locator('[aria-live="assertive"]').allTextContents()).map((text) => text.trim());
  const dark = await findings(turned);
  const french = await texts(turned);

  const data = [...new Set(wordsOf(scenario))].filter((word) => word.length > 1).toSorted((a, b) => b.length - a.length);
  const isOurs = (text: string): boolean =>
    ![...same, ...told].includes(text) && !same.has(withoutData(text, data)) && withoutData(text, data) !== '';
  return {
    light,
    dark,
    leftInEnglish: french.filter((text) => english.includes(text) && isOurs(text)),
    // The spaces before : ; ! ? and inside « » must not break.
    mayBreak: french.filter((text) => /[\p{L}\d] [;!?»]|« |\p{L} : /u.test(text)),
  };
}

/** Looks at screens in both schemes and languages: axe finds nothing, and nothing is left in English. */
export function lookAtEach(shots: readonly Shot[]): void {
  describe('every screen', () => {
    it.each(shots)('$name: axe finds nothing in either scheme, and nothing is left in English', async (shot) => {
      expect(await examine(shot)).toEqual({ light: [], dark: [], leftInEnglish: [], mayBreak: [] });
    });
  });
}
