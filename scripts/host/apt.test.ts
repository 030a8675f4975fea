import { expect, it } from 'vitest';
import { parseStatus } from './apt.ts';

it('reads download and installation progress from the status pipe', () => {
  expect(parseStatus('dlstatus:3:41.7:Retrieving file 3 of 25')).toBe('42 % Retrieving file 3 of 25');
  expect(parseStatus('pmstatus:libxcb1:amd64:7.2:Unpacking')).toBe('7 % Unpacking');
  expect(parseStatus('pmstatus:openbox:45.4545:Installing openbox (amd64)')).toBe('45 % Installing openbox (amd64)');
});

it('ignores lines that report no progress', () => {
  expect(parseStatus('pmconffile:/etc/x:10.0:old new')).toBeUndefined();
  expect(parseStatus('')).toBeUndefined();
});
