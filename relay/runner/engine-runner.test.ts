import { expect, it } from 'vitest';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { FakeClock } from '../../test/harness/fake-clock.ts';
import { EngineRunner } from './engine-runner.ts';

/** How many incidents have fired their first step. */
const begun = ({ ledger }: RelayLog) => [...ledger.state.incidents.values()].filter(({ path }) => path.length > 0).length;

it('looks at so many incidents a turn, and at the rest at once after it (S2)', async () => {
  const log = await RelayLog.withSample();
  const clock = new FakeClock(log.nowMs);
  Array.from({ length: 450 }, () => log.trigger());
  await log.ledger.settled();
  const runner = new EngineRunner(log.ledger, clock, (message, error) => expect.fail(`${message} ${String(error)}`));
  runner.start();
  expect(begun(log)).toBe(200);
  await clock.forward(0);
  expect(begun(log)).toBe(450);
  runner.stop();
  await log.ledger.settled();
});
