import type { Page } from '@playwright/test';
import { expect, it, onTestFinished } from 'vitest';
import { answerSurface } from '../harness/answering.ts';
import { relayPages } from './relay-pages.ts';

const pages = relayPages();

interface Look {
  locale?: 'en' | 'fr';
  colorScheme?: 'light' | 'dark';
  javaScriptEnabled?: boolean;
}

/** A relay on the loopback, and a phone that opens its links. */
async function phone(look: Look = {}) {
  const surface = await answerSurface();
  const url = await surface.server.listen({ port: 0, host: '127.0.0.1' });
  const { locale = 'en', colorScheme = 'light', javaScriptEnabled = false } = look;
  const context = await pages.open({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: locale === 'fr' ? 'fr-FR' : 'en-GB',
    colorScheme,
    javaScriptEnabled,
  });
  onTestFinished(async () => context.close());
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('status of 4') && problems.push(message.text()));
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  const open = async (token: string) => page.goto(`${url}/a/${token}`);
  const picture = async (name: string) => pages.picture(page, `answer-${name}-${locale}-${colorScheme}`);
  return { ...surface, page, open, picture, problems, requested };
}

/** What does not fit a phone: anything wider than the screen, and buttons a thumb misses. */
async function misfits(page: Page): Promise<string[]> {
  const { width } = page.viewportSize() ?? { width: 0 };
  const boxes = await Promise.all((await page.locator('button').all()).map(async (button) => button.boundingBox()));
  const body = await page.locator('main').boundingBox();
  return [
    ...boxes.flatMap((box) => (box && box.height < 48 ? [`a button ${box.height} px high`] : [])),
    ...[body, ...boxes].flatMap((box) => (box && box.x + box.width > width ? [`something ${box.x + box.width} px wide`] : [])),
  ];
}

for (const locale of ['en', 'fr'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`[ANS7] works on a phone without a script: ${locale}, ${colorScheme}`, async () => {
      const { page, open, tokenFor, picture, problems, requested, standing } = await phone({ locale, colorScheme });
      await open(tokenFor());
      await picture('rings');
      expect(await misfits(page)).toEqual([]);
      await page.getByRole('button', { name: locale === 'en' ? 'Acknowledge' : 'Prendre en charge' }).tap();
      await page.getByText(locale === 'en' ? 'You have taken it' : 'Vous l’avez pris en charge').waitFor();
      await picture('acknowledged');
      expect(await misfits(page)).toEqual([]);
      expect(standing()).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'ana', via: 'link' } });
      await page.getByRole('button', { name: locale === 'en' ? 'Resolve' : 'Résoudre' }).tap();
      await page
        .getByText(locale === 'en' ? 'Resolved' : 'Résolu')
        .first()
        .waitFor();
      await picture('resolved');
      expect(problems).toEqual([]);
      expect(requested.filter((path) => !path.startsWith('/a/') && path !== '/favicon.ico')).toEqual([]);
    });
  }
}

it('[ANS4] says on a phone that it has rung again, is held, or is not known', async () => {
  const { open, tokenFor, picture, page, write } = await phone({ colorScheme: 'dark' });
  const old = tokenFor();
  await open('not-a-link');
  await page.getByText('This link is not known').waitFor();
  await picture('unknown');
  await write('incident.acknowledged', { epoch: 1, via: 'window' }, 'bo');
  await open(old);
  await page.getByText('Bo Svensson, since').waitFor();
  await picture('held');
  await write('incident.escalated', { epoch: 1, reason: 'escalated-by-hand', via: 'window' }, 'bo');
  await open(old);
  await page.getByText('It has rung again since').waitFor();
  await picture('rung-again');
  expect(await page.getByRole('button').count()).toBe(0);
});

it('[ANS2] acts neither when a page is loaded again nor when a browser goes back to it', async () => {
  const { page, open, tokenFor, ledger } = await phone({ javaScriptEnabled: true });
  const token = tokenFor();
  await open(token);
  const before = ledger.head.seq;
  await page.reload();
  await open('x');
  await page.goBack();
  expect(ledger.head.seq).toBe(before);
  await page.getByRole('button', { name: 'Acknowledge' }).tap();
  await page.getByText('You have taken it').waitFor();
  await page.reload();
  await page.getByText('This was used already').waitFor();
  expect(ledger.head.seq).toBe(before + 1);
});
