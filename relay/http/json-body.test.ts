import Fastify from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { fc } from '../../test/harness/properties.ts';
import { readJsonBodies } from './json-body.ts';

/** Answers with the canonical form of what was read of a body. */
function echo() {
  const server = Fastify();
  readJsonBodies(server);
  server.post('/', (request, reply) => reply.type('text/plain').send(canonicalJson(request.body)));
  onTestFinished(async () => server.close());
  return async (payload: string) => {
    const { statusCode, body } = await server.inject({
      method: 'POST',
      url: '/',
      headers: { 'content-type': 'application/json' },
      payload,
    });
    return { statusCode, body };
  };
}

it('[ALR9] makes carriable whatever a body can spell, and leaves the rest as it is', async () => {
  const read = echo();
  const digits = '9'.repeat(250);
  const cases: Record<string, string> = {
    '"half \\ud83d"': '"half \ufffd"',
    '"half \\uDE00 and {"': '"half \ufffd and {"',
    '"whole \\ud83d\\ude00"': '"whole \u{1F600}"',
    '[1e309, -1E+309, 1e0309]': '["Infinity","-Infinity","Infinity"]',
    [`[${digits}e99]`]: '["Infinity"]',
    [`[${digits}]`]: '[1e+250]',
    '{"b": 1e99, "a": "e999"}': '{"a":"e999","b":1e+99}',
  };
  for (const [payload, body] of Object.entries(cases)) {
    expect({ payload, ...(await read(payload)) }).toEqual({ payload, statusCode: 200, body });
  }
});

it('[ALR9] reads nothing the log has no form for, whatever numbers and texts there are', async () => {
  const read = echo();
  const digits = fc
    .string({ unit: fc.constantFrom('0', '1', '4', '9'), minLength: 1, maxLength: 400 })
    .map((text) => text.replace(/^0+(?=.)/, ''));
  const number = fc
    .tuple(fc.constantFrom('', '-'), digits, fc.constantFrom('', 'e', 'E', 'e+', 'E-'), fc.nat(9999))
    .map(([sign, whole, e, exponent]) => `${sign}${whole}${e === '' ? '' : `${e}${exponent}`}`);
  const text = fc
    .array(fc.nat(0xffff), { maxLength: 4 })
    .map((units) => `"${units.map((u) => `\\u${u.toString(16).padStart(4, '0')}`).join('')}"`);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(number, text), { maxLength: 5 }), async (parts) => {
      expect((await read(`[${parts.join(',')}]`)).statusCode).toBe(200);
    }),
    { numRuns: 300 },
  );
});
