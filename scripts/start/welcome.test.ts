import { expect, it } from 'vitest';
import { acknowledgeCommand, tellWhatToDo } from './welcome.ts';

it('begins with a command that pages the reader', () => {
  const told: string[] = [];
  tellWhatToDo({ relay: { url: 'http://127.0.0.1:7420' }, key: 'KEY', data: '/d', isVirtual: false }, (line) => void told.push(line));
  expect(told.find((line) => line !== '')).toBe('Page yourself, from another terminal:');
  expect(told.join('\n')).toContain('curl -sS http://127.0.0.1:7420/v2/enqueue');
});

it('says how to acknowledge, and where when the relay is not at its usual place', () => {
  const folder = '/d/relay';
  expect(acknowledgeCommand(3, { url: 'http://127.0.0.1:7420', folder })).toBe("npm run -s watchbell -- ack 3 --data '/d/relay'");
  expect(acknowledgeCommand(3, { url: 'http://127.0.0.1:5000', folder })).toBe(
    "npm run -s watchbell -- ack 3 --data '/d/relay' --relay http://127.0.0.1:5000",
  );
});
