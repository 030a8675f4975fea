import { expect, it, onTestFinished } from 'vitest';
import { statusSurface } from '../harness/public-status.ts';
import { relayPages } from './relay-pages.ts';

const pages = relayPages();

for (const [locale, colorScheme, width] of [
  ['en', 'light', 360],
  ['fr', 'dark', 360],
  ['en', 'dark', 1280],
  ['fr', 'light', 1280],
] as const) {
  it(`[ANS19] is read on a phone and on a desk, without a script: ${locale}, ${colorScheme}, ${width} px`, async () => {
    const { server, disturb, say, resolve: end } = await statusSurface();
    const past = await disturb('billing');
    await say(past, 'Invoices are late.');
    await end(past);
    const open = await disturb();
    await say(open, 'Card payments are slow. We are looking into it.');
    await say(open, 'The cause is found.\nWe expect all to be well within the hour.');
    const url = await server.listen({ port: 0, host: '127.0.0.1' });
    const context = await pages.open({
      viewport: { width, height: 800 },
      locale: locale === 'fr' ? 'fr-FR' : 'en-GB',
      colorScheme,
      javaScriptEnabled: false,
    });
    onTestFinished(async () => context.close());
    const page = await context.newPage();
    await page.goto(`${url}/status`);
    await page.getByRole('heading', { name: locale === 'en' ? 'One service is disturbed' : 'Un service est perturbé' }).waitFor();
    await pages.picture(page, `status-page-${locale}-${colorScheme}-${width}`);
    const main = await page.locator('main').boundingBox();
    expect((main?.x ?? 0) + (main?.width ?? 0)).toBeLessThanOrEqual(width);
    expect(await page.locator('article').count()).toBe(2);
  });
}
