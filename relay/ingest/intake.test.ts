import { expect, it } from 'vitest';
import type { Alert } from '../../shared/alert/alert.ts';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { acceptAlerts } from './intake.ts';

const alertOf = (i: number): Alert => ({ action: 'trigger', dedupKey: `${i}`, summary: `Disk ${i}`, source: 'db', severity: 'critical' });

it('[ALR8] takes what one webhook carries some at a time, so that the engine has its turn meanwhile, and all of it', async () => {
  const { ledger, store } = await RelayLog.withSample();
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns += 1;
    if (!isDone) {
      setImmediate(turn);
    }
  };
  setImmediate(turn);
  let ids = 0;
  const newId = () => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const accepted = await acceptAlerts(
    ledger,
    'monitoring',
    Array.from({ length: 2000 }, (_, i) => alertOf(i)),
    newId,
  );
  isDone = true;
  expect(new Set(accepted.map(({ outcome }) => outcome))).toEqual(new Set(['opened']));
  expect([accepted.length, ledger.state.incidents.size]).toEqual([2000, 2000]);
  expect(turns).toBeGreaterThan(9);
  expect(store.head().seq).toBe(ledger.head.seq);
});
