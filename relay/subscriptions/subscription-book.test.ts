import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { idOf, mondayNight } from '../../test/harness/entries.ts';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time/instant.ts';
import { SubscriptionBook, subscriptionsFile } from './subscription-book.ts';

const wanted = { language: 'en' as const };

function bookIn(folder = temporaryFolder()) {
  let ids = 0;
  const open = () => new SubscriptionBook(folder, () => idOf(`subscription-${(ids += 1)}`));
  return { folder, open, book: open(), text: () => readFileSync(join(folder, subscriptionsFile), 'utf8') };
}

it('[COM28] asks an address three times a day, and all of them two hundred times an hour, also after a restart', () => {
  const { book, open } = bookIn();
  const ask = (address: string, at: number) => book.ask(address, wanted, mondayNight + at);
  for (let i = 0; i < 66; i += 1) {
    [1, 2, 3].forEach((n) => expect(ask(`a${i}@example.com`, n)).toBeDefined());
    expect(ask(`A${i}@example.com`, 4)).toBeUndefined();
  }
  [1, 2].forEach((n) => expect(ask(`b${n}@example.com`, 5)).toBeDefined());
  expect(ask('b3@example.com', 6)).toBeUndefined();
  expect(open().ask('b3@example.com', wanted, mondayNight + 6)).toBeUndefined();
  expect(ask('b3@example.com', HOUR_MS + 10)).toBeDefined();
  expect(ask('a1@example.com', HOUR_MS + 10)).toBeUndefined();
  expect(ask('a1@example.com', DAY_MS + 10)).toBeDefined();
});

it('[COM25] lasts through a restart; what nobody confirmed and who has left the workspace is erased, other addresses are not', () => {
  const { book, open, text } = bookIn();
  const kept = book.ask('kept@example.com', wanted, mondayNight);
  book.confirm(kept?.id ?? '', mondayNight);
  book.ask('waits@example.com', wanted, mondayNight);
  book.addPerson('ana', wanted, mondayNight);
  book.addPerson('gone', { language: 'fr', services: ['checkout'] }, mondayNight);
  const again = open();
  expect(again.list()).toEqual(book.list());
  expect(again.confirmed().map(({ address, person }) => address ?? person)).toEqual(['kept@example.com', 'ana', 'gone']);
  again.sweep(mondayNight + 3 * DAY_MS, (person) => person !== 'gone');
  expect(again.list().map(({ address, person }) => address ?? person)).toEqual(['kept@example.com', 'ana']);
  expect(text()).not.toMatch(/waits|gone/);
});

it('[COM26] replaces what an address had before once it confirms, whatever its case, and not earlier', () => {
  const { book } = bookIn();
  const ask = (address: string, services: string[]) => book.ask(address, { ...wanted, services }, mondayNight)?.id ?? '';
  book.confirm(ask('jo@example.com', ['checkout']), mondayNight);
  const second = ask('Jo@Example.com', ['billing']);
  expect(book.confirmed().map(({ services }) => services)).toEqual([['checkout']]);
  book.confirm(second, mondayNight);
  expect(book.list().map(({ services }) => services)).toEqual([['billing']]);
  expect(book.confirm(second, mondayNight)?.state).toBe('confirmed');
  expect(book.confirm(idOf('unknown'), mondayNight)).toBeUndefined();
});

it('[COM25] does nothing when the disk refuses, and says which file is damaged without what stands there', () => {
  const { folder, open } = bookIn();
  writeFileSync(join(folder, subscriptionsFile), '{"subscriptions":[{"address":"jo@example.com"}]}');
  expect(open).toThrow(/subscriptions\.json is damaged\. Restore it/);
  expect(open).not.toThrow(/jo@/);
  const gone = new SubscriptionBook(join(folder, 'missing'), () => idOf('x'));
  expect(() => gone.ask('jo@example.com', wanted, mondayNight)).toThrow(/ENOENT/);
  expect(gone.list()).toEqual([]);
});
