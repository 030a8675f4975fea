import { expect, it } from 'vitest';
import { fc } from '../harness/properties.ts';
import { subscribingSurface } from '../harness/subscribing.ts';

const requests = Number(process.env['PREFETCH_RUNS'] ?? 1000);

const scan = fc.record({
  method: fc.constantFrom('GET' as const, 'HEAD' as const, 'OPTIONS' as const),
  tail: fc.constantFrom('', '/', '?action=confirm', '?List-Unsubscribe=One-Click', '?action=leave&form=1', '%20', '?utm_source=scanner'),
  headers: fc.record(
    {
      'sec-purpose': fc.constant('prefetch;prerender'),
      'x-http-method-override': fc.constant('POST'),
      'content-type': fc.constantFrom('application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'application/json'),
      'user-agent': fc.constantFrom('Mozilla/5.0', 'SafeLinks', 'curl/8'),
    },
    { requiredKeys: [] },
  ),
  payload: fc.constantFrom('', 'List-Unsubscribe=One-Click', 'action=confirm', 'action=leave'),
  isConfirmed: fc.boolean(),
});

it(`[COM27] confirms and ends nothing in ${requests} looks of a scanner that follows every link of every mail`, async () => {
  const { reads, subscribe, sent, linkTo, server, book, confirm, post } = await subscribingSurface();
  await reads('reads@example.com');
  await subscribe('asked@example.com');
  await sent();
  const before = structuredClone(book.list());
  expect(before.map(({ state }) => state)).toEqual(['confirmed', 'asked']);
  let seen = 0;
  for (const { method, tail, headers, payload, isConfirmed } of fc.sample(scan, requests)) {
    const url = linkTo(isConfirmed ? 'reads@example.com' : 'asked@example.com') + tail;
    const answer = await server.inject({ method, url, headers, ...(method === 'GET' || payload === '' ? {} : { payload }) });
    seen += Number(answer.statusCode < 300);
  }
  expect(seen).toBeGreaterThan(requests / 4);
  expect(book.list()).toEqual(before);
  // The control: the same links act when somebody presses.
  await confirm(linkTo('asked@example.com'));
  await post(linkTo('reads@example.com'), { 'List-Unsubscribe': 'One-Click' });
  expect(book.list().map(({ address, state }) => `${address ?? ''} ${state}`)).toEqual(['asked@example.com confirmed']);
});
