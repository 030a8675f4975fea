import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { relaySurface } from '../../test/harness/relay-surface.ts';
import { KeyLimit } from '../access/key-limit.ts';
import type { RelayContext } from './relay-context.ts';

const full = JSON.parse(readFileSync(new URL('../../test/fixtures/pagerduty/change.json', import.meta.url), 'utf8')) as object;

async function pipeline(more: Partial<RelayContext> = {}) {
  const surface = await relaySurface(more);
  onTestFinished(async () => surface.server.close());
  const say = async (body: object, key = surface.keyOf('monitoring')) => {
    const answer = await surface.server.inject({ method: 'POST', url: '/v2/change/enqueue', payload: { ...body, routing_key: key } });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  return { ...surface, say };
}

it('[ALR35] answers a change event to the letter, keeps it beside its service, and opens nothing', async () => {
  const { say, incidents, ledger } = await pipeline();
  expect(await say(full)).toEqual({ status: 202, body: { status: 'success', message: 'Change event processed' } });
  expect(incidents()).toEqual([]);
  const [entry] = ledger.history({ kind: 'service', id: 'checkout' }).filter(({ type }) => type === 'change.recorded');
  expect(entry).toMatchObject({
    actor: { kind: 'integration', id: 'monitoring' },
    body: { integration: 'monitoring', change: { summary: 'Checkout 4.18.2 deployed to production' } },
  });
});

it('[ALR35] refuses what is no change event, a wrong key and too many, as PagerDuty does', async () => {
  const { say, ledger } = await pipeline({ keyLimit: new KeyLimit(3, () => mondayNight) });
  const { seq } = ledger.head;
  expect(await say({ payload: {} })).toEqual({
    status: 400,
    body: { status: 'invalid event', message: 'Event object is invalid', errors: ["'payload.summary' is missing or blank"] },
  });
  expect(await say(full, 'f'.repeat(32))).toMatchObject({ status: 400, body: { status: 'invalid event' } });
  await say({});
  await say({});
  expect(await say(full)).toMatchObject({ status: 429, body: { status: 'throttle exceeded' } });
  expect(ledger.head.seq).toBe(seq);
});

it('[ALR35] says so when the key leads to no service any more', async () => {
  const { say, ledger } = await pipeline();
  ledger.write({ type: 'service.removed', entity: { kind: 'service', id: 'checkout' }, body: {} }, { kind: 'admin' });
  expect(await say(full)).toMatchObject({ status: 400, body: { errors: [expect.stringContaining('leads to no service') as string] } });
});
