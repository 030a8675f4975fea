import { expect, it } from 'vitest';
import { hasButtons } from './button-support.ts';

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
