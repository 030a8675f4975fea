import { expect, it } from 'vitest';
import { noticeOf } from '../../test/contract/notifier-contract.ts';
import { clickMeans, hasButtons } from './button-support.ts';

it.each([
  ['darwin', '33.2.1', true],
  ['linux', '33.2.1', false],
  ['win32', '33.2.1', false],
  ['win32', '45.4.1', true],
  ['linux', '45.4.1', true],
  ['freebsd', '45.4.1', false],
] as const)('knows whether notifications have buttons on %s with Electron %s', (platform, version, has) => {
  expect(hasButtons(platform, version)).toBe(has);
});

it('[RING15] takes a click where there are no buttons for the answer to one page, and never to all that a notice of many stands for', () => {
  const many = noticeOf('crowd', { labels: { acknowledge: 'Acknowledge all 195', open: 'Open' } });
  expect([true, false].map((shows) => [clickMeans(noticeOf('a'), shows), clickMeans(many, shows)])).toEqual([
    ['open', 'open'],
    ['acknowledge', 'open'],
  ]);
});
