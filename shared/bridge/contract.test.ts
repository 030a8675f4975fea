import { expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalJson } from '../log/canonical.ts';
import { sha256Hex } from '../log/chain.ts';
import { isPushChannel, isRequestChannel } from './channels.ts';
import { pushChannels, requests, type RequestChannel } from './contract.ts';

const names = Object.keys(requests) as RequestChannel[];

const whatToDo = [
  'What the window may ask of main changed. Window and main are always of one version, so nothing breaks by itself; still:',
  '1. check that the handler in main/desk/desk-handlers.ts checks what the schema does not;',
  '2. check that the fake bridge of the window tests answers the same;',
  '3. then put the new hash here.',
].join('\n');

it('[WIRE2] is the contract as it was agreed: nobody widens what the window may ask without noticing', () => {
  const schemas = names.toSorted().map((name) => [name, z.toJSONSchema(requests[name], { unrepresentable: 'any' })]);
  expect(sha256Hex(canonicalJson(schemas)).slice(0, 16), whatToDo).toBe('d99d8622f2772274');
});

it('[WIRE2] knows the same channels in the sandbox and in main', () => {
  expect(names.filter((name) => !isRequestChannel(name))).toEqual([]);
  expect(pushChannels.filter((name) => !isPushChannel(name))).toEqual([]);
  for (const name of ['constructor', '__proto__', 'toString', 'desk:changed', 'shell:run', '']) {
    expect(isRequestChannel(name), name).toBe(false);
  }
  expect(isPushChannel('desk:get')).toBe(false);
});

it('[WIRE4] takes no argument with a field nobody knows, nor one of another form', () => {
  for (const name of names) {
    expect(requests[name].safeParse({ surprise: true }).success, name).toBe(false);
    expect(requests[name].safeParse('text').success, name).toBe(false);
  }
  expect(requests['incident:acknowledge'].safeParse({ id: 'a', via: 'window' }).success).toBe(true);
  expect(requests['incident:acknowledge'].safeParse({ id: '../../etc', via: 'window' }).success).toBe(false);
});

it.each(['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', '//example.org', `https://example.org/${'x'.repeat(3000)}`])(
  '[WIRE4] opens no link like %s',
  (url) => {
    expect(requests['link:open'].safeParse({ url }).success).toBe(false);
    expect(requests.pair.safeParse({ url, code: 'A', person: 'ana' }).success).toBe(false);
  },
);
