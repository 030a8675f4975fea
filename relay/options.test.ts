import { expect, it } from 'vitest';
import { readOptions, usage } from './options.ts';

const data = ['--data', 'folder'];

it('[ALR34] takes mail only where a port is given, on this machine unless told otherwise', () => {
  expect(readOptions(data).mail).toBeUndefined();
  expect(readOptions([...data, '--mail-port', '2525']).mail).toEqual({ host: '127.0.0.1', port: 2525 });
  expect(readOptions([...data, '--mail-port', '0', '--mail-host', '::1']).mail).toEqual({ host: '::1', port: 0 });
  expect(() => readOptions([...data, '--mail-host', '::1'])).toThrow('Say on which port mail is taken: --mail-port 2525');
  expect(() => readOptions([...data, '--mail-port', 'smtp'])).toThrow('--mail-port takes a whole number from 0 to 65535, not "smtp".');
  expect(usage).toContain('--mail-port');
});

it('[ANS1] is reached from outside where the operator says, and takes nothing else for an address', () => {
  expect(readOptions(data).publicUrl).toBeUndefined();
  expect(readOptions([...data, '--public-url', 'https://pages.example.org/']).publicUrl).toBe('https://pages.example.org');
  expect(readOptions([...data, '--public-url', 'https://example.org/pages//']).publicUrl).toBe('https://example.org/pages');
  for (const wrong of [
    'pages.example.org',
    'ftp://pages.example.org',
    'https://user@example.org',
    'https://example.org/?a=b',
    'https://example.org/#a',
  ]) {
    expect(() => readOptions([...data, '--public-url', wrong])).toThrow('--public-url takes an address like https://pages.example.org');
  }
});
