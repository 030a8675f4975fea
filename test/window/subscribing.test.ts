import { expect, it, onTestFinished } from 'vitest';
import { DAY_MS } from '../../shared/time/instant.ts';
import { subscribingSurface } from '../harness/subscribing.ts';
import { relayPages } from './relay-pages.ts';

const pages = relayPages();

const words = {
  en: {
    button: 'Subscribe',
    sent: 'Check your mail',
    confirm: 'Yes, subscribe',
    done: 'You are subscribed',
    leave: 'Unsubscribe',
    left: 'You are unsubscribed',
  },
  fr: {
    button: 'S’abonner',
    sent: 'Regardez vos courriels',
    confirm: 'Oui, m’abonner',
    done: 'Vous êtes abonné',
    leave: 'Se désabonner',
    left: 'Vous êtes désabonné',
  },
} as const;

for (const [locale, colorScheme, width] of [
  ['en', 'light', 375],
  ['fr', 'dark', 375],
  ['en', 'dark', 1280],
  ['fr', 'light', 1280],
] as const) {
  it(`[COM26] [COM27] subscribes, confirms and leaves without a script: ${locale}, ${colorScheme}, ${width} px`, async () => {
    const { server, sent, linkTo, sink, book, disturb, say, resolve: end, passes } = await subscribingSurface();
    const past = await disturb('billing');
    await say(past, 'Invoices are late.');
    await end(past);
    await passes(20 * DAY_MS);
    const open = await disturb();
    await say(open, 'Card payments are slow. We are looking into it.');
    await passes(2 * DAY_MS);
    const url = await server.listen({ port: 0, host: '127.0.0.1' });
    const context = await pages.open({
      viewport: { width, height: 812 },
      locale: locale === 'fr' ? 'fr-FR' : 'en-GB',
      colorScheme,
      javaScriptEnabled: false,
    });
    onTestFinished(async () => context.close());
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && !message.text().includes('favicon') && problems.push(message.text()));
    const picture = async (name: string, of = page) => {
      expect(await of.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await pages.picture(of, `subscribing-${name}-${locale}-${colorScheme}-${width}`);
    };
    const said = words[locale];
    await page.goto(`${url}/status`);
    await picture('form');
    await page.locator('#address').fill('jo@example.com');
    await page.getByLabel('Payments').check();
    await page.getByRole('button', { name: said.button }).click();
    await page.getByText(said.sent).waitFor();
    await picture('sent');
    await sent();
    await page.goto(url + linkTo('jo@example.com'));
    await picture('asked');
    expect(book.confirmed()).toEqual([]);
    await page.getByRole('button', { name: said.confirm }).click();
    await page.getByRole('heading', { name: said.done }).waitFor();
    expect(book.confirmed()).toMatchObject([{ address: 'jo@example.com', services: ['checkout'], language: locale }]);
    await picture('confirmed');
    await say(open, 'The cause is found.\nWe expect all to be well within the hour.');
    await sent();
    const mail = sink.got.at(-1)?.mail;
    const read = await context.newPage();
    await read.setContent(mail?.html === false ? '' : (mail?.html ?? ''));
    await picture('mail', read);
    await page.goto(url + linkTo('jo@example.com'));
    await page.getByRole('button', { name: said.leave }).click();
    await page.getByText(said.left).waitFor();
    expect(book.list()).toEqual([]);
    expect(problems).toEqual([]);
  });
}

it('[COM31] has a feed a browser reads as XML, whatever was written', async () => {
  const { server, disturb, say, resolve: end } = await subscribingSurface();
  const id = await disturb();
  await say(id, 'Odd & <b>bold</b> ]]> \u0007 😀 "quoted"\nSecond line.');
  await end(id);
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const context = await pages.open();
  onTestFinished(async () => context.close());
  const page = await context.newPage();
  const feed = await (await fetch(`${url}/status/feed.xml`)).text();
  const read = await page.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, 'application/xml');
    const all = (selector: string) => [...xml.querySelectorAll(selector)].map((each) => each.textContent);
    return {
      broken: all('parsererror'),
      root: xml.documentElement.nodeName,
      version: xml.documentElement.getAttribute('version'),
      needed: ['title', 'link', 'description'].map(
        (name) => [...xml.querySelectorAll(`channel > ${name}`)].filter(({ namespaceURI }) => namespaceURI === null).length,
      ),
      titles: all('item > title'),
      dates: all('item > pubDate').map((date) => Number.isNaN(Date.parse(date))),
      guids: new Set(all('item > guid')).size,
    };
  }, feed);
  expect(read).toEqual({
    broken: [],
    root: 'rss',
    version: '2.0',
    needed: [1, 1, 1],
    titles: ['Payments: It is over.', 'Payments: Odd & <b>bold</b> ]]>  😀 "quoted"'],
    dates: [false, false],
    guids: 2,
  });
});
