import { expect, it } from 'vitest';
import { listeningUrl } from './relay.ts';

it('reads the address from the line that the relay prints when it takes requests', () => {
  expect(listeningUrl('{"event":"listening","url":"http://127.0.0.1:7420"}')).toBe('http://127.0.0.1:7420');
});

it('takes no other line for it', () => {
  expect(listeningUrl('{"event":"story","url":"http://127.0.0.1:7420"}')).toBeUndefined();
  expect(listeningUrl('{"event":"listening"')).toBeUndefined();
  expect(listeningUrl('listening')).toBeUndefined();
});
