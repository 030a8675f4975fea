import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { DigestPlan } from '../../shared/workspace/digest-definition.ts';
import { FakeClock } from '../../test/harness/fake-clock.ts';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { DigestClock } from './digest-clock.ts';

const morning = DigestPlan.parse({ id: 'morning', name: 'Morning', at: '08:30', zone: 'Europe/Paris', to: { kind: 'person', id: 'ana' } });

/** A relay at 03:00 in Paris whose workspace asks for a digest at half past eight, and that can be away for a while. */
async function asked() {
  const log = await RelayLog.withSample();
  const clock = new FakeClock(log.nowMs);
  const skipped: string[] = [];
  const troubles: string[] = [];
  const define = async (digests: readonly DigestPlan[]) => {
    const current = log.ledger.state.workspace.entries.organisation.get('organisation')?.current;
    const entity = { kind: 'organisation' as const, id: 'organisation' };
    const body = { definition: { ...current, digests } };
    await log.ledger.write({ type: 'organisation.defined', entity, body }, { kind: 'admin' }).durable;
  };
  await define([morning]);
  let digests: DigestClock | undefined;
  const start = () => {
    digests = new DigestClock({
      ledger: log.ledger,
      outbox: log.store.outbox,
      clock,
      onAdded: () => undefined,
      onSkipped: (digest, dueAt) => skipped.push(`${digest} ${dueAt}`),
      onTrouble: (message) => troubles.push(message),
    });
    digests.start();
  };
  const stop = () => digests?.stop();
  const pass = async (ms: number) => {
    log.nowMs += ms;
    await clock.forward(ms);
  };
  const put = () =>
    log.store.outbox
      .list({ limit: 1000 })
      .map(({ delivery: { to, dueAt } }) => [to.kind === 'digest' ? to.digest : to.kind, new Date(dueAt).toISOString()].join(' '));
  start();
  return { log, clock, define, start, stop, pass, put, skipped, troubles };
}

it('[COM21] is put out at its time, once a day, also when the relay restarts again and again', async () => {
  const { pass, put, stop, start, log } = await asked();
  await pass(5 * HOUR_MS + 29 * MINUTE_MS);
  expect(put()).toEqual([]);
  await pass(2 * MINUTE_MS);
  expect(put()).toEqual(['morning 2026-11-23T07:30:00.000Z']);
  for (let i = 0; i < 5; i += 1) {
    stop();
    log.restart();
    start();
    await pass(20 * MINUTE_MS);
  }
  expect(put()).toHaveLength(1);
  await pass(2 * DAY_MS);
  expect(put()).toHaveLength(3);
});

it('[COM22] is put out late by a relay that was away for less than six hours, and skipped with a word by one that was away for longer', async () => {
  const { pass, put, stop, start, log, skipped } = await asked();
  stop();
  log.restart();
  await pass(9 * HOUR_MS);
  start();
  await pass(0);
  expect(put()).toEqual(['morning 2026-11-23T11:00:00.000Z']);
  stop();
  await pass(DAY_MS + 5 * HOUR_MS);
  start();
  await pass(HOUR_MS);
  expect(put()).toHaveLength(1);
  expect(skipped).toEqual(['morning 2026-11-24T07:30:00.000Z']);
});

it('[COM22] owes nothing of the time before it was asked for, nor once it is asked for no more', async () => {
  const { pass, put, define, skipped } = await asked();
  await define([]);
  await pass(8 * HOUR_MS);
  await define([morning]);
  await pass(HOUR_MS);
  expect([...put(), ...skipped]).toEqual([]);
  await pass(DAY_MS);
  expect(put()).toEqual(['morning 2026-11-24T07:30:00.000Z']);
});

it('[COM21] is put out as soon as the disk takes it again', async () => {
  const { pass, put, log, troubles } = await asked();
  log.store.failure = 'the disk is full';
  await pass(6 * HOUR_MS);
  expect(put()).toEqual([]);
  expect(troubles.length).toBeGreaterThan(0);
  log.store.failure = undefined;
  await pass(MINUTE_MS);
  expect(put()).toHaveLength(1);
});

it('[COM21] ends no relay when the log cannot be read just then, and is put out once it can', async () => {
  const { log, clock, stop, troubles } = await asked();
  stop();
  let isReadable = false;
  const ledger = {
    state: log.ledger.state,
    subscribe: () => () => undefined,
    history: (entity: Parameters<typeof log.ledger.history>[0]) => {
      if (!isReadable) {
        throw new Error('a segment is damaged');
      }
      return log.ledger.history(entity);
    },
  };
  const added: string[] = [];
  const outbox = log.store.outbox;
  const onTrouble = (message: string) => troubles.push(message);
  const digests = new DigestClock({ ledger, outbox, clock, onAdded: () => added.push('one'), onSkipped: () => undefined, onTrouble });
  digests.start();
  await clock.forward(MINUTE_MS);
  expect(troubles[0]).toMatch(/^A digest could not be put into the outbox/);
  isReadable = true;
  await clock.forward(6 * HOUR_MS);
  digests.stop();
  expect(outbox.list({ limit: 10 })).toHaveLength(1);
  expect(added).toEqual(['one']);
});
