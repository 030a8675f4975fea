import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { open } from './open.ts';
import { shots } from './scenarios/shots.ts';

interface Finding {
  id: string;
  nodes: { html: string; target: string[]; failureSummary?: string }[];
}

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
    return (await axe.run()).violations;
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
  );
}

describe.each(['light', 'dark'] as const)('in the %s scheme axe finds nothing', (colorScheme) => {
  it.each(shots)('on $name', async ({ page: file, scenario, act }) => {
    const known = scenario();
    const page = await open(
      { ...known, desk: { ...known.desk, colorScheme } },
      { ...(file ? { page: file } : {}), waiting: known.silent?.includes('desk:get') ?? false },
    );
    await act?.(page);
    expect(await findings(page)).toEqual([]);
  });
});
