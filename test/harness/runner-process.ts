import { join } from 'node:path';
import { DeliveryRunner } from '../../relay/deliver/runner.ts';
import { OutgoingHttp } from '../../relay/deliver/outgoing-http.ts';
import { outletsFrom, type Outlets } from '../../relay/deliver/outlets.ts';
import { noAnswerAddresses } from '../../relay/deliver/answer-addresses.ts';
import { readProviders } from '../../relay/deliver/providers-file.ts';
import { Ledger } from '../../relay/log/ledger.ts';
import type { Outbox } from '../../relay/log/outbox.ts';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { virtualNow, type RunnerLife } from './two-runners.ts';

// One of several runners over one outbox, in a process of its own: node test/harness/runner-process.ts LIFE (JSON)

const life = JSON.parse(process.argv[2] ?? '') as RunnerLife;
const { folder, speed, diesAt, without } = life;
const die = () => process.kill(process.pid, 'SIGKILL');

const clock: Clock = {
  now: () => virtualNow(life),
  monotonicMs: () => performance.now() * speed,
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs / speed);
    return () => clearTimeout(timer);
  },
};
const store = new SqliteEventStore(join(folder, 'log.db'));
const refuse = () => {
  throw new Error('This process writes nothing into the log.');
};
const { state } = new Ledger(store, {
  device: '',
  sign: refuse,
  verify: refuse,
  newId: refuse,
  now: clock.now,
  defer: (callback) => void setImmediate(callback),
});

/** The outbox, or one without what a control takes away from it. */
function outboxFor({ outbox }: SqliteEventStore): Outbox {
  const change: Outbox['change'] = (changes) => {
    switch (without) {
      case undefined:
        return outbox.change(changes);
      case 'lease':
        return outbox.change(
          changes.map(({ row, was }) => ({ row: row.state === 'sending' ? { ...row, nextAt: clock.now() } : row, was })),
        );
      case 'fence':
        return Promise.all(changes.map(({ row }) => overwritten(outbox, row)));
      case 'record':
        return outbox.change(
          changes.map(({ row, was }) => ({ row: row.state === 'sending' ? { ...row, state: 'sent', settledAt: clock.now() } : row, was })),
        );
    }
  };
  return new Proxy(outbox, {
    get: (of, name: keyof Outbox) => (name === 'change' ? change : (of[name] as (...all: unknown[]) => unknown).bind(of)),
  });
}

/** Writes a row whatever somebody else has made of it meanwhile. */
async function overwritten(outbox: Outbox, row: OutboxRow): Promise<boolean> {
  const was = outbox.find(row.delivery.id) ?? row;
  const [isMade] = await outbox.change([{ row, was }]);
  return isMade === true || overwritten(outbox, row);
}

const outbox = outboxFor(store);
let calls = 0;
let isFree = Promise.resolve();
let free = () => undefined as void;

/** The ways outside of the file of providers, one call at a time until it is recorded, so that a death leaves one in doubt. */
function oneAtATime(real: Outlets): Outlets {
  return {
    ...real,
    message: (provider, channel) => ({
      send: async (message, to, signal) => {
        const before = isFree;
        const { promise, resolve } = Promise.withResolvers<void>();
        isFree = promise;
        signal.addEventListener('abort', () => resolve(), { once: true });
        await before;
        free = resolve;
        if (signal.aborted) {
          return { outcome: 'retry', why: 'Its turn came too late.' };
        }
        calls += 1;
        if (diesAt?.point === 'before' && diesAt.call === calls) {
          die();
        }
        const outcome = await real.message(provider, channel).send(message, to, signal);
        if (diesAt?.point === 'after' && diesAt.call === calls) {
          die();
        }
        if (outcome.outcome !== 'sent') {
          resolve();
        }
        return outcome;
      },
    }),
  };
}

const runner = new DeliveryRunner({
  ledger: {
    state,
    incident: (id) => store.incident(id),
    // One process alone writes the log; what a runner records of a page goes into the outbox as it would beside an entry.
    write: (_draft, _actor, settles) => ({ event: {} as never, durable: outbox.change(settles ?? []).then(() => undefined) }),
    subscribe: () => () => undefined,
    subscribeReload: () => () => undefined,
  },
  outbox,
  entry: (id) => store.find(id),
  clock,
  outlets: oneAtATime(
    outletsFrom(readProviders(join(folder, `providers-${life.life}.yaml`), true), new OutgoingHttp({ isAllowed: () => true })),
  ),
  contactOf: () => undefined,
  answers: noAnswerAddresses,
  random: () => Math.random(),
  redact: (text) => text,
  onTrouble: (message, error) => process.stderr.write(`${message} ${String(error)}\n`),
  onSettled: ({ delivery, state: became }) => {
    process.stdout.write(`${JSON.stringify({ id: delivery.id, became })}\n`);
    free();
  },
});
runner.start();
process.stdout.write('{"became":"running"}\n');
