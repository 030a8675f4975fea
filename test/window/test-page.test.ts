import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { publicUrl, waysSurface } from '../harness/ways-surface.ts';
import { startBrowser } from './browser.ts';

const pictures = resolve(import.meta.dirname, '../../test-results/pictures');
let browser: Browser;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await startBrowser();
});

afterAll(() => browser.close());

it.each(['en', 'fr'] as const)('[OWN6] verifies an address with one press on a phone without a script: %s', async (locale) => {
  const { server, admin, outside, ledger } = await waysSurface();
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    locale: locale === 'fr' ? 'fr-FR' : 'en-GB',
    colorScheme: locale === 'fr' ? 'dark' : 'light',
    javaScriptEnabled: false,
  });
  onTestFinished(async () => {
    await context.close();
    await server.close();
  });
  await admin('POST', '/v1/people/ana/test', { channels: ['sms'], waitMs: 5000 });
  const link = outside.arrived[0]?.message.incidents[0].answerAt ?? '';
  const page = await context.newPage();
  await page.goto(`${url}${link.slice(publicUrl.length)}`);
  const verified = () => Object.keys(ledger.state.workspace.entries.person.get('ana')?.ways?.verified ?? {});
  expect(verified()).toEqual([]);
  await page.screenshot({ path: resolve(pictures, `test-page-asks-${locale}.png`), fullPage: true });
  const button = page.getByRole('button', { name: locale === 'fr' ? 'Il est arrivé' : 'It came' });
  const box = await button.boundingBox();
  expect((box?.height ?? 0) >= 48 && (box?.x ?? 0) + (box?.width ?? 999) <= 360).toBe(true);
  await button.tap();
  await page.getByText(locale === 'fr' ? 'C’est noté' : 'Noted').waitFor();
  await page.screenshot({ path: resolve(pictures, `test-page-thanks-${locale}.png`), fullPage: true });
  expect(verified()).toEqual(['phone']);
});
