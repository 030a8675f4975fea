import { expect, it, onTestFinished } from 'vitest';
import { publicUrl, waysSurface } from '../harness/ways-surface.ts';
import { relayPages } from './relay-pages.ts';

const pages = relayPages();

it.each(['en', 'fr'] as const)('[OWN6] verifies an address with one press on a phone without a script: %s', async (locale) => {
  const { server, admin, outside, ledger } = await waysSurface();
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const context = await pages.open({
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
  await pages.picture(page, `test-page-asks-${locale}`);
  const button = page.getByRole('button', { name: locale === 'fr' ? 'Il est arrivé' : 'It came' });
  const box = await button.boundingBox();
  expect((box?.height ?? 0) >= 48 && (box?.x ?? 0) + (box?.width ?? 999) <= 360).toBe(true);
  await button.tap();
  await page.getByText(locale === 'fr' ? 'C’est noté' : 'Noted').waitFor();
  await pages.picture(page, `test-page-thanks-${locale}`);
  expect(verified()).toEqual(['phone']);
});
