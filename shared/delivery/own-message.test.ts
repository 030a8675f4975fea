import { expect, it } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { writtenMail } from './mail.ts';
import { ownMessage } from './own-message.ts';
import { headlineOf, plainText, shortText, spokenText } from './written.ts';

const about = { id: 'm-1', zone: 'Europe/Paris', at: mondayNight };
const link = 'https://pages.example.org/t/abc';

it('[OWN11] is a test in every form it takes, in both languages, and none of an incident', () => {
  const english = ownMessage({ ...about, language: 'en', answerAt: link });
  expect(shortText(english)).toBe(`[Test] This is how Watchbell pages you here. Nothing is wrong.\n${link}`);
  expect(spokenText(english)).toBe('This is Watchbell. This is a test of how you are paged. Nothing is wrong.');
  const french = ownMessage({ ...about, language: 'fr', answerAt: link });
  expect(plainText(french)).toBe(
    `[Essai] C’est ainsi que Watchbell vous appelle ici. Il n’y a rien d’anormal.\nDire qu’il est arrivé\u00a0: ${link}`,
  );
  const mail = writtenMail(french);
  expect(mail.subject).toBe('[Watchbell] [Essai] C’est ainsi que Watchbell vous appelle ici. Il n’y a rien d’anormal.');
  expect(mail.html).toContain(`href="${link}"`);
  expect([mail.html, mail.text, shortText(french)].filter((text) => /#0|Depuis|Since/.test(text))).toEqual([]);
  expect(plainText(ownMessage({ ...about, language: 'en' }))).toMatch(/\nYou need do nothing more\.$/);
});

it('[OWN8] says a code first, reads it out digit by digit, and what to do about one nobody asked for', () => {
  const code = ownMessage({ ...about, language: 'en', code: '048120' });
  expect(headlineOf(code)).toBe('048120 is your code to verify this address with Watchbell. It is good for 10 minutes.');
  expect(spokenText(code)).toBe('This is Watchbell. Your code is: 0, 4, 8, 1, 2, 0.');
  expect(writtenMail(code).text).toContain('If you did not ask for it');
  expect(writtenMail(code).html).not.toContain('href=');
  expect(spokenText(ownMessage({ ...about, language: 'fr', code: '048120' }))).toBe('Ici Watchbell. Votre code est : 0, 4, 8, 1, 2, 0.');
});
