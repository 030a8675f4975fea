import { expect, it } from 'vitest';
import { newKeyPair, signerOf, verifySignature } from '../../relay/access/signature.ts';
import { fc } from '../../test/harness/properties.ts';
import { sha256Hex } from './chain.ts';
import { isSigned, mostSignedTogether, signTogether } from './signed-together.ts';

const key = newKeyPair();
const sign = signerOf(key.privateKey);
const verify = (text: string, signature: string) => verifySignature(text, signature, key.publicKey);
const textsOf = (count: number) => Array.from({ length: count }, (_, i) => JSON.stringify({ id: i, body: `what is said ${i}` }));

it('[LOG39] signs any number of texts, each proven by itself, with one signature for every eight', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), (count) => {
      const texts = textsOf(count);
      let used = 0;
      const signatures = signTogether(texts, (text) => {
        used += 1;
        return sign(text);
      });
      expect(signatures.length).toBe(count);
      expect(texts.every((author, i) => isSigned({ author, signature: signatures[i] ?? '' }, verify))).toBe(true);
      expect(used).toBe(Math.ceil(count / mostSignedTogether));
    }),
    { numRuns: 60 },
  );
});

it('[LOG39] signs one alone as it is', () => {
  const [author = ''] = textsOf(1);
  expect(signTogether([author], sign)).toEqual([sign(author)]);
});

it('[LOG39] proves no other text, and nothing with a character changed, added or taken away', () => {
  const texts = textsOf(11);
  const signatures = signTogether(texts, sign);
  const place = fc.integer({ min: 0, max: 10 });
  fc.assert(
    fc.property(place, place, fc.nat(), fc.constantFrom('change', 'add', 'drop'), (at, other, where, how) => {
      const [author = '', signature = ''] = [texts[at], signatures[at]];
      expect(isSigned({ author, signature: signatures[other] ?? '' }, verify)).toBe(at === other);
      const i = where % signature.length;
      const instead = signature[i] === 'a' ? 'b' : 'a';
      const middle = how === 'change' ? instead : how === 'add' ? `${signature[i] ?? ''}${instead}` : '';
      const spoilt = signature.slice(0, i) + middle + signature.slice(i + 1);
      // The last character of base64url holds bits that mean nothing; the chain is what guards those.
      fc.pre(i !== (signature.split('.')[0] ?? '').length - 1);
      expect(isSigned({ author, signature: spoilt }, verify)).toBe(false);
      expect(isSigned({ author: `${author} `, signature }, verify)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

it('[LOG39] takes no step of the tree for an entry, and no way without its signature', () => {
  const texts = textsOf(4);
  const [author = ''] = texts;
  const [signature = ''] = signTogether(texts, sign);
  const [plain = '', first = '', second = ''] = signature.split('.');
  const leaf = (text: string, begins: string) => sha256Hex(`${begins}${text}`);
  const stepAs = (begins: string) => `${leaf(author, begins)}\n${first.slice(1)}`;
  const oneUp = `${plain}.${second}`;
  expect(isSigned({ author, signature }, verify)).toBe(true);
  expect(isSigned({ author: stepAs('entry\n'), signature: oneUp }, verify)).toBe(false);
  // The control: were leaves hashed as steps are, the step would pass for a text.
  const asSteps = (text: string) => sha256Hex(text.replace(/^entry\n/, ''));
  const [weak = ''] = signTogether(texts, sign, asSteps);
  const [weakPlain = '', weakFirst = '', weakSecond = ''] = weak.split('.');
  const step = `${leaf(author, '')}\n${weakFirst.slice(1)}`;
  expect(isSigned({ author: step, signature: `${weakPlain}.${weakSecond}` }, verify, asSteps)).toBe(true);
  expect(isSigned({ author, signature: plain }, verify)).toBe(false);
  expect(isSigned({ author, signature: `.${first}.${second}` }, verify)).toBe(false);
  expect(isSigned({ author, signature: `${signature}${`.r${'0'.repeat(64)}`.repeat(9)}` }, verify)).toBe(false);
  expect(isSigned({ author, signature: '' }, () => true)).toBe(false);
});
