import { expect, it } from 'vitest';
import { hostileTitles } from '../../test/harness/messages.ts';
import { fc } from '../../test/harness/properties.ts';
import { idOf } from '../../test/harness/entries.ts';
import { subscribingSurface } from '../../test/harness/subscribing.ts';

it('[COM24] tells those who read along of released words and of the end, of the services they chose, once each and in order', async () => {
  const { reads, sink, sent, disturb, say, resolve } = await subscribingSurface();
  await reads('jo@example.com');
  await reads('kim@example.com', { 'service-billing': '1' });
  const asked = sink.got.length;
  expect(asked).toBe(2);
  const id = await disturb();
  await say(id, 'SECRET-DRAFT', { released: false });
  await say(id, 'SECRET-CUSTOMER', { kind: 'customer-update' });
  await sent();
  expect(sink.got.length).toBe(asked);
  await say(id, 'Card payments are slow.\nWe are on it.');
  await say(id, 'The cause is found.');
  await resolve(id);
  await sent();
  const mails = sink.got.slice(asked);
  expect(mails.map(({ to }) => to)).toEqual([['jo@example.com'], ['jo@example.com'], ['jo@example.com']]);
  const texts = mails.map(({ mail }) => mail.text ?? '');
  expect(texts[0]).toMatch(/^Payments, since Mon 23 Nov 02:00 \(UTC\)\n\nCard payments are slow\.\nWe are on it\.\n/);
  expect(texts[1]).toContain('The cause is found.');
  expect(texts[2]).toMatch(/^This is over: Payments was disturbed from Mon 23 Nov 02:00 \(UTC\) to Mon 23 Nov 03:00 \(UTC\)\./);
  const everything = mails.map(({ raw }) => raw).join('');
  expect(everything).not.toMatch(/SECRET|db1|Ana|X-Watchbell-Incident/);
  expect(everything).not.toContain(id);
});

it('[COM24] keeps quiet about tests, about services the page does not name, and about an end nobody was told the beginning of', async () => {
  const { reads, sink, sent, disturb, say, resolve, define } = await subscribingSurface();
  await reads('jo@example.com');
  await say(await disturb('checkout', { test: true }), 'SECRET-TEST');
  await resolve(await disturb());
  await define({ services: [{ service: 'billing' }] as never });
  await say(await disturb(), 'SECRET-SERVICE');
  await sent();
  expect(sink.got).toHaveLength(1);
});

it('[COM29] writes one thread for each disturbance, in the workspace’s own words for each audience and language', async () => {
  const texts = {
    outside: {
      en: { subject: '{{page}} / {{service}}', update: 'Dear customer: {{text}} ({{url}})' },
      fr: { update: 'Cher client : {{text}}' },
    },
    people: { en: { update: 'All hands: {{text}}', over: 'Over at {{ended}}.' } },
  };
  const { reads, subscriptions, sink, sent, disturb, say, resolve } = await subscribingSurface({ subscribe: { texts } });
  await reads('jo@example.com');
  await reads('luc@example.com', {}, { 'accept-language': 'fr' });
  subscriptions.addPerson('ana', { language: 'en' });
  const asked = sink.got.length;
  const id = await disturb();
  await say(id, 'Slow {{service}}.');
  await resolve(id);
  await sent();
  const to = (address: string) => sink.got.slice(asked).filter((each) => each.to.includes(address));
  const jo = to('jo@example.com');
  expect(jo.map(({ mail }) => mail.subject)).toEqual(['Example Shop status / Payments', 'Example Shop status / Payments']);
  expect(jo[0]?.mail.text).toMatch(/^Dear customer: Slow \{\{service\}\}\. \(https:\/\/pages\.example\.org\/status\)/);
  expect(jo[0]?.mail.references).toEqual(jo[1]?.mail.references);
  expect(jo[0]?.mail.messageId).not.toEqual(jo[1]?.mail.messageId);
  expect(to('luc@example.com')[0]?.mail.text).toMatch(/^Cher client : Slow/);
  expect(to('luc@example.com')[0]?.mail.subject).toBe('Example Shop status : Payments, depuis le lun. 23 nov. 02:00 (UTC)');
  const ana = to('ana@example.org');
  expect(ana[0]?.mail.text).toMatch(/^All hands: Slow/);
  expect(ana[1]?.mail.text).toMatch(/^Over at Mon 23 Nov 03:00 \(Europe\/Lisbon\)\./);
  // The next disturbance of the same service is a thread of its own.
  await say(await disturb(), 'Slow again.');
  await sent();
  expect(sink.got.at(-1)?.mail.references).not.toEqual(jo[0]?.mail.references);
});

it('[COM29] lets no word of anybody add a header, a recipient or an element to a mail (S11)', async () => {
  const { reads, sink, sent, disturb, say, define } = await subscribingSurface();
  await reads('jo@example.com');
  const partsOf = async (text: string, title: string) => {
    await define({ title, services: [{ service: 'checkout', name: `Pay${title}` }, { service: 'billing' }] });
    const before = sink.got.length;
    await say(await disturb(), text);
    await sent();
    expect(sink.got.length).toBe(before + 1);
    const { to, mail, raw } = sink.got.at(-1) ?? { to: [], mail: undefined, raw: '' };
    const html = mail?.html === false ? '' : (mail?.html ?? '');
    return {
      to,
      headers: [...(mail?.headers.keys() ?? [])].toSorted(),
      leaves: raw.match(/^List-Unsubscribe:/gm)?.length,
      tags: [...new Set([...html.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([, tag = '']) => tag))].toSorted((a, b) => (a < b ? -1 : 1)),
      links: html.match(/<a /g)?.length,
    };
  };
  const plain = await partsOf('Slow.\nMore soon.', 'Status');
  for (const title of hostileTitles) {
    expect(await partsOf(`Slow.\n${title}`, `S${title.slice(0, 150)}`.trim())).toEqual(plain);
  }
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (odd) => {
      expect(await partsOf(`Slow.\n${odd}`, `S${odd}s`)).toEqual(plain);
    }),
    { numRuns: 15 },
  );
});

it('[COM30] tells those who read along behind whoever is on call: a thousand mails that wait keep no page waiting', async () => {
  const { outbox, log, say, disturb, runner } = await subscribingSurface();
  await runner.stop();
  log.readsAlong = () => Array.from({ length: 1000 }, (_, i) => ({ id: idOf(`subscription-${i}`) }));
  await say(await disturb(), 'Slow.');
  expect(outbox.counts().waiting).toBe(1000);
  expect(outbox.due('people', Infinity, 10)).toEqual([]);
  expect(outbox.due('programs', Infinity, 2000)).toHaveLength(1000);
});

it('[COM25] sends nothing more to somebody who has left meanwhile, and says so where deliveries are listed', async () => {
  const { reads, outbox, book, say, disturb, runner, sink, sent } = await subscribingSurface();
  await reads('jo@example.com');
  await runner.stop();
  await say(await disturb(), 'Slow.');
  book.remove(book.confirmed()[0]?.id ?? '');
  runner.start();
  await sent();
  expect(sink.got).toHaveLength(1);
  expect(outbox.list({ state: 'suppressed', limit: 10 }).map(({ lastError }) => lastError)).toEqual(['They do not read along any more.']);
});
