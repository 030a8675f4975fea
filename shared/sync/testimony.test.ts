import { expect, it } from 'vitest';
import { idOf, mondayNight } from '../../test/harness/entries.ts';
import { checkpointText, type Checkpoint } from '../log/checkpoint.ts';
import { judgeCheckpoint, type Copy } from './testimony.ts';

const hash = (of: string) => of.padEnd(64, '0');
const head = { seq: 1500, hash: hash('end'), recordedAt: mondayNight, log: idOf('log') };
const checkpoint = (more: Partial<Checkpoint> = {}): Checkpoint => {
  const said = { log: idOf('log'), seq: 1200, hash: hash('1200'), at: mondayNight, ...more };
  return { ...said, signature: more.signature ?? `signed ${checkpointText(said)}` };
};
const copy = (more: Partial<Copy> = {}): Copy => ({
  head,
  fold: 1,
  hashAt: (seq) => (seq === 1200 ? hash('1200') : undefined),
  digest: () => ({ seq: 1000, digest: hash('state') }),
  isSigned: (text, signature) => signature === `signed ${text}`,
  ...more,
});

it('[LOG17] a checkpoint holds when its relay signed it and this copy has the same entry there, or none', () => {
  expect(judgeCheckpoint(checkpoint(), copy())).toBe('holds');
  expect(judgeCheckpoint(checkpoint({ seq: 7, hash: hash('seven') }), copy())).toBe('holds');
});

it('[LOG17] every part of it is signed', () => {
  const good = checkpoint({ state: { fold: 1, seq: 1000, digest: hash('state') } });
  const changes: Partial<Checkpoint>[] = [
    { log: idOf('other') },
    { seq: 1201 },
    { hash: hash('1201') },
    { at: mondayNight + 1 },
    { state: { fold: 2, seq: 1000, digest: hash('state') } },
    { state: { fold: 1, seq: 2000, digest: hash('state') } },
    { state: { fold: 1, seq: 1000, digest: hash('other') } },
    { state: undefined },
    { signature: 'c2ln' },
  ];
  expect(judgeCheckpoint(good, copy())).toBe('holds');
  expect(changes.map((change) => judgeCheckpoint({ ...good, ...change }, copy()))).toEqual(changes.map(() => 'not-signed'));
});

it('[LOG17] tells another history by a hash this copy has not, and by the log it is of', () => {
  expect(judgeCheckpoint(checkpoint({ hash: hash('other') }), copy())).toBe('other-history');
  expect(judgeCheckpoint(checkpoint({ log: idOf('other') }), copy())).toBe('other-history');
});

it('[SYN19] tells when the same entries are read otherwise, by rules of the same version and of the same stretch', () => {
  const state = { fold: 1, seq: 1000, digest: hash('state') };
  const other = hash('other');
  expect(judgeCheckpoint(checkpoint({ state }), copy())).toBe('holds');
  expect(judgeCheckpoint(checkpoint({ state: { ...state, digest: other } }), copy())).toBe('read-otherwise');
  expect(judgeCheckpoint(checkpoint({ state: { ...state, digest: other } }), copy({ fold: 2 }))).toBe('holds');
  expect(judgeCheckpoint(checkpoint({ state: { ...state, seq: 2000, digest: other } }), copy())).toBe('holds');
  expect(judgeCheckpoint(checkpoint({ state: { ...state, digest: other } }), copy({ digest: () => undefined }))).toBe('holds');
});
