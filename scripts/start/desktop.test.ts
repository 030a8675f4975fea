import { expect, it } from 'vitest';
import { desktopArguments } from './desktop.ts';

const wish = { data: '/d/desktop', url: 'http://127.0.0.1:7420', code: 'ABCD', isRoot: false, isVirtual: false };

it('passes the data folder and the pairing after the app folder', () => {
  const [folder, ...own] = desktopArguments(wish);
  expect(folder).toMatch(/[\\/]$/);
  expect(own).toEqual(['--data=/d/desktop', '--pair=http://127.0.0.1:7420', '--code=ABCD', '--as=ana']);
});

it('gives up the sandbox for root alone, and the GPU on a virtual display alone', () => {
  expect(desktopArguments(wish)).not.toContain('--no-sandbox');
  expect(desktopArguments({ ...wish, isRoot: true }).slice(0, 1)).toEqual(['--no-sandbox']);
  expect(desktopArguments({ ...wish, isVirtual: true }).slice(0, 1)).toEqual(['--disable-gpu']);
});
