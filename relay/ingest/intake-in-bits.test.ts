import { expect, it } from 'vitest';
import type { Alert } from '../../shared/alert/alert.ts';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { acceptAlerts } from './intake.ts';

const named = (name: string, count: number) =>
  Array.from({ length: count }, (_, i): Alert => ({
    action: 'trigger',
    dedupKey: `${name} ${i}`,
    summary: 'x',
    source: 'y',
    severity: 'error',
  }));

/** How many entries were written in each turn of the event loop until all is done. */
async function writtenATurn(log: RelayLog, all: Promise<unknown>): Promise<number[]> {
  const written: number[] = [];
  const state = { isDone: false };
  void all.finally(() => (state.isDone = true));
  for (let before = log.ledger.head.seq; !state.isDone; before = log.ledger.head.seq) {
    await new Promise((resolve) => void setImmediate(resolve));
    written.push(log.ledger.head.seq - before);
  }
  await all;
  return written;
}

it('[ALR8] takes thousands of alerts in bits, however many bodies they come in, so that others have their turns (S2)', async () => {
  const log = await RelayLog.withSample();
  const accept = (name: string, count: number) => acceptAlerts(log.ledger, 'monitoring', named(name, count), () => log.newId());
  const written = await writtenATurn(log, Promise.all([accept('a', 1000), accept('b', 400), accept('c', 40)]));
  expect(log.ledger.state.incidents.size).toBe(1440);
  expect(Math.max(...written)).toBeLessThanOrEqual(100);
  // The control: what is written past all that is written in one turn.
  const at = log.ledger.head.seq;
  Array.from({ length: 300 }, () => log.trigger());
  expect(log.ledger.head.seq - at).toBe(300);
  await log.ledger.settled();
});

it('answers in the order the alerts stood in', async () => {
  const log = await RelayLog.withSample();
  const batch = [...named('a', 120), ...named('a', 2)];
  const accepted = await acceptAlerts(log.ledger, 'monitoring', batch, () => log.newId());
  expect(accepted.map(({ outcome }) => outcome)).toEqual([...Array<string>(120).fill('opened'), 'joined', 'joined']);
  expect(accepted[120]?.incident).toBe(accepted[0]?.incident);
});
