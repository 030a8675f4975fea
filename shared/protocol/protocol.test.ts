import { expect, it } from 'vitest';
import { z } from 'zod';
import { sha256Hex } from '../log/chain.ts';
import { canonicalJson } from '../log/canonical.ts';
import { DownMessage } from './down.ts';
import { helloText, UpMessage } from './up.ts';
import { oldestProtocolVersion, protocolVersion } from './version.ts';

const hashOf = (schema: z.ZodType) => sha256Hex(canonicalJson(z.toJSONSchema(schema))).slice(0, 16);

const whatToDo = [
  'The wire changed. Desktops and relays of different versions meet on it, so:',
  '1. if an older desktop or relay could not read the new form, raise protocolVersion in shared/protocol/version.ts',
  '   and write a line of its history there (keep oldestProtocolVersion unless the old form is no longer spoken);',
  '2. if it only adds what the other side may leave out, the version stays;',
  '3. then put the new hash here, with the version it belongs to.',
].join('\n');

it('[WIRE1] is the wire of its version: nobody changes a message without noticing', () => {
  expect({ version: protocolVersion, up: hashOf(UpMessage), down: hashOf(DownMessage) }, whatToDo).toEqual({
    version: 4,
    up: '76edd1116a3ee93f',
    down: 'ccd2fc8e697c6e96',
  });
  expect(oldestProtocolVersion).toBeLessThanOrEqual(protocolVersion);
});

it('[WIRE1] takes no message with a field nobody knows, a kind nobody knows or more than fits', () => {
  const ping = { kind: 'ping', sentAt: 1 };
  expect(UpMessage.safeParse(ping).success).toBe(true);
  expect(UpMessage.safeParse({ ...ping, more: 1 }).success).toBe(false);
  expect(UpMessage.safeParse({ ...ping, kind: 'shout' }).success).toBe(false);
  const command = { author: '{}', signature: 'c2ln' };
  expect(UpMessage.safeParse({ kind: 'push', commands: Array.from({ length: 100 }, () => command) }).success).toBe(true);
  expect(UpMessage.safeParse({ kind: 'push', commands: Array.from({ length: 101 }, () => command) }).success).toBe(false);
  expect(UpMessage.safeParse({ kind: 'push', commands: [] }).success).toBe(false);
  expect(UpMessage.safeParse({ kind: 'push', commands: [{ ...command, signature: 'sig\n{' }] }).success).toBe(false);
});

it('[WIRE3] binds a hello to the relay’s question and to the device', () => {
  const texts = [helloText('n1', 'd1'), helloText('n2', 'd1'), helloText('n1', 'd2')];
  expect(new Set(texts).size).toBe(3);
});
