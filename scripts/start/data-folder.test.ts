import { expect, it } from 'vitest';
import { dataFolder } from './data-folder.ts';

it('keeps the sample data where each system keeps such data', () => {
  expect(dataFolder({}, 'linux', '/home/ana')).toBe('/home/ana/.local/share/watchbell-sample');
  expect(dataFolder({ XDG_DATA_HOME: '/data' }, 'linux', '/home/ana')).toBe('/data/watchbell-sample');
  expect(dataFolder({}, 'darwin', '/Users/ana')).toBe('/Users/ana/Library/Application Support/watchbell-sample');
});

it('keeps it where the user wants it', () => {
  expect(dataFolder({ WATCHBELL_DATA: '/mine' }, 'linux', '/home/ana')).toBe('/mine');
});
