import { expect, it, onTestFinished } from 'vitest';
import { signerOf } from '../../relay/access/signature.ts';
import { waysSurface } from '../../test/harness/ways-surface.ts';
import { askOwnWays } from './own-ways.ts';

async function laptop() {
  const { server, device, key, log, outside } = await waysSurface();
  const relayUrl = await server.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(async () => server.close());
  return { edges: { relayUrl: `${relayUrl}/`, device, sign: signerOf(key.privateKey), now: () => log.nowMs }, outside, server };
}

it('[OWN9] asks a relay over HTTP as its person, and reads what it says of their addresses', async () => {
  const { edges, outside } = await laptop();
  const named = { kind: 'mail', name: 'home' };
  expect(await askOwnWays(edges)).toMatchObject({
    ways: {
      addresses: [
        { kind: 'mail', name: undefined, shown: 'a…@example.org', verifiedAt: undefined },
        { kind: 'phone', shown: '+351 … 78' },
        { kind: 'push', shown: undefined },
        { kind: 'chat' },
      ],
      nowhere: [],
    },
  });
  expect(await askOwnWays(edges, '/code', { ...named, address: 'ana@home.example' })).toMatchObject({ ways: {} });
  expect(outside.texts).toEqual([expect.stringMatching(/^mail ana@home\.example: 123456 is your code/)]);
  expect(await askOwnWays(edges, '/confirm', { ...named, code: '000000' })).toEqual({
    problem: 'The code is another one; it can be typed 4 times more.',
  });
  const verified = await askOwnWays(edges, '/confirm', { ...named, code: '123456' });
  expect('ways' in verified && verified.ways.addresses.find(({ name }) => name === 'home')?.verifiedAt).toEqual(expect.any(Number));
  expect(await askOwnWays(edges, '/forget', { name: 'work' })).toEqual({ problem: 'There is no address called "work".' });
});

it('[OWN13] says in a sentence that a relay is away, older, or does not know this laptop', async () => {
  const { edges, server } = await laptop();
  expect(await askOwnWays({ ...edges, sign: () => 'nothing' })).toEqual({
    problem: 'The request is not signed by a desktop of this relay; pair it again.',
  });
  expect(await askOwnWays({ ...edges, relayUrl: `${edges.relayUrl}elsewhere` })).toEqual({
    problem: 'This relay cannot do that yet; update it.',
  });
  await server.close();
  expect(await askOwnWays(edges)).toEqual({ problem: 'The relay does not answer; try again when it is there.' });
});
