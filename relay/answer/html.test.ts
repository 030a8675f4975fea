import { expect, it } from 'vitest';
import { languageOf } from './html.ts';

it('reads which language a browser asks for, and of a header no browser sends its beginning alone (S3)', () => {
  expect([undefined, '', 'de', 'fr', 'fr-CA,en;q=0.8', 'en;q=0.4, fr;q=0.5', 'fr;q=0'].map(languageOf)).toEqual([
    'en',
    'en',
    'en',
    'fr',
    'fr',
    'fr',
    'en',
  ]);
  const padding = 'x'.repeat(250);
  expect([languageOf(`${padding},fr`), languageOf(`${padding},${padding},fr`)]).toEqual(['fr', 'en']);
});
