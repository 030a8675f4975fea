import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import type { Scenario } from './fake/fake-bridge.ts';
import { open } from './open.ts';
import type { Shot } from './scenarios/shots.ts';

interface Finding {
  id: string;
  nodes: { html: string; target: string[]; failureSummary?: string }[];
}

async function findings(page: Page): Promise<string[]> {
  await page.addScriptTag({ url: 'assets/axe.min.js' });
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

async function look(shot: Shot, scenario: Scenario, locale: 'en' | 'fr', colorScheme: 'light' | 'dark'): Promise<Page> {
  const page = await open(
    { ...scenario, desk: { ...scenario.desk, locale, colorScheme } },
    { ...(shot.page ? { page: shot.page } : {}), waiting: scenario.silent?.includes('desk:get') ?? false },
  );
  await shot.act?.(page);
  // A dialog that has just opened gets its name a moment after its frame.
  await page.waitForFunction(() => document.querySelector('[role="dialog"]:not([aria-labelledby], [aria-label])') === null);
  return page;
}

/** Looks at screens in both schemes and languages: axe finds nothing, and nothing is left in English. */
export function lookAtEach(shots: readonly Shot[]): void {
  describe('every screen', () => {
    it.each(shots)('$name: axe finds nothing in either scheme, and nothing is left in English', async (shot) => {
      const scenario = shot.scenario();
      const inEnglish = await look(shot, scenario, 'en', 'light');
      expect(await findings(inEnglish)).toEqual([]);
      const inFrench = await look(shot, scenario, 'fr', 'dark');
      expect(await findings(inFrench)).toEqual([]);

      const data = [...new Set(wordsOf(scenario))].filter((word) => word.length > 1).toSorted((a, b) => b.length - a.length);
      const [english, french] = [await texts(inEnglish), await texts(inFrench)];
      const isOurs = (text: string): boolean => !same.has(text) && !same.has(withoutData(text, data)) && withoutData(text, data) !== '';
      expect(french.filter((text) => english.includes(text) && isOurs(text))).toEqual([]);
      // The spaces before : ; ! ? and inside « » must not break.
      expect(french.filter((text) => /[\p{L}\d] [;!?»]|« |\p{L} : /u.test(text))).toEqual([]);
    });
  });
}
