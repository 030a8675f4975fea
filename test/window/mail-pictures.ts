import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startBrowser } from './browser.ts';
import { mailLooks, mailPage, mailShots, showMail } from './scenarios/mails.ts';

// Takes a picture of every mail in both schemes, languages and sizes: node test/window/mail-pictures.ts

const folder = resolve(import.meta.dirname, '../../test-results/pictures');
await mkdir(folder, { recursive: true });
const browser = await startBrowser();
for (const look of mailLooks) {
  const page = await mailPage(browser, look);
  for (const shot of mailShots) {
    await showMail(page, shot, look);
    const name = `mail-${shot.name}-${look.language}-${look.colorScheme}-${look.width}.png`;
    await page.screenshot({ path: resolve(folder, name), fullPage: true });
  }
  await page.context().close();
}
await browser.close();
process.stdout.write(`${mailShots.length * mailLooks.length} pictures in ${folder}\n`);
