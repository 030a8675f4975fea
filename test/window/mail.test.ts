import axe from 'axe-core';
import { expect, it, onTestFinished } from 'vitest';
import { sharedBrowser } from './pages.ts';
import { mailLooks, mailPage, mailShots, showMail } from './scenarios/mails.ts';

for (const look of mailLooks) {
  it(`[DLV26] mails are read whole: ${look.language}, ${look.colorScheme}, ${look.width} px`, async () => {
    const page = await mailPage(await sharedBrowser(), look);
    onTestFinished(async () => page.context().close());
    for (const shot of mailShots) {
      await showMail(page, shot, look);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([shot.name, wide]).toEqual([shot.name, look.width]);
      const boxes = await Promise.all((await page.locator('p > a').all()).map(async (button) => button.boundingBox()));
      expect([shot.name, boxes.filter((box) => (box?.height ?? 0) < 44)]).toEqual([shot.name, []]);
      if (shot.name !== 'several') {
        continue;
      }
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() =>
        (window as unknown as { axe: typeof axe }).axe.run({ runOnly: ['wcag2a', 'wcag2aa'] }),
      );
      expect([shot.name, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])]).toEqual([shot.name, []]);
    }
  });
}
