import { expect, it } from 'vitest';
import { alertOf } from '../../test/harness/ruled.ts';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { FakeClock } from '../../test/harness/fake-clock.ts';
import { acceptAlerts } from '../ingest/intake.ts';
import { EngineRunner } from './engine-runner.ts';

/** How many incidents have fired their first step. */
const begun = ({ ledger }: RelayLog) => [...ledger.state.incidents.values()].filter(({ path }) => path.length > 0).length;

/** What each commit holds from now on, by type. */
function commitsOf({ store }: RelayLog): string[][] {
  const commits: string[][] = [];
  const append = store.append.bind(store);
  store.append = (entries, incidents) => {
    commits.push(entries.map(({ type }) => type));
    return append(entries, incidents);
  };
  return commits;
}

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

it('[NSE6] lets ring so many a turn of what one incident has kept quiet, and the rest at once after it (S2)', async () => {
  const log = await RelayLog.withSample();
  const clock = new FakeClock(log.nowMs);
  const is = (value: string) => ({ field: 'severity', is: value });
  const definition = { id: 'down', name: 'Down', source: is('critical'), target: is('warning'), equal: [] };
  log.ledger.write({ type: 'inhibition.defined', entity: { kind: 'inhibition', id: 'down' }, body: { definition } }, { kind: 'admin' });
  const source = log.trigger();
  const alerts = Array.from({ length: 450 }, (_, i) => alertOf({ dedupKey: `disk ${i}`, severity: 'warning' }));
  await acceptAlerts(log.ledger, 'monitoring', alerts, () => log.newId());
  const quiet = () => [...log.ledger.state.incidents.values()].filter(({ status }) => status === 'suppressed').length;
  const runner = new EngineRunner(log.ledger, clock, (message, error) => expect.fail(`${message} ${String(error)}`));
  runner.start();
  await clock.forward(0);
  expect(quiet()).toBe(450);
  log.ledger.write(
    { type: 'incident.resolved', entity: { kind: 'incident', id: source }, body: { epoch: 1, via: 'api' } },
    { kind: 'admin' },
  );
  await log.ledger.durableNow();
  expect(quiet()).toBe(250);
  await clock.forward(0);
  expect(quiet()).toBe(0);
  runner.stop();
  await log.ledger.settled();
});

it('[LOG38] decides what is due at once as the turn ends, in the commit of what made it due, and again after a disk that took neither', async () => {
  const log = await RelayLog.withSample();
  const clock = new FakeClock(log.nowMs);
  const runner = new EngineRunner(log.ledger, clock, () => undefined);
  runner.start();
  const commits = commitsOf(log);
  log.store.failure = 'disk full';
  log.trigger();
  await log.ledger.settled();
  expect([...log.ledger.state.incidents.values()]).toEqual([]);
  log.store.failure = undefined;
  log.trigger();
  await log.ledger.settled();
  expect(commits).toEqual([
    ['incident.triggered', 'step.fired'],
    ['incident.triggered', 'step.fired'],
  ]);
  expect(begun(log)).toBe(1);
  runner.stop();
});

it('[LOG38] control: an engine that waits for the disk decides in a commit of its own', async () => {
  const log = await RelayLog.withSample();
  log.ledger.subscribePlaced = (listener) => log.ledger.subscribe((_, events) => listener(events));
  const runner = new EngineRunner(log.ledger, new FakeClock(log.nowMs), () => undefined);
  runner.start();
  const commits = commitsOf(log);
  log.trigger();
  await log.ledger.settled();
  expect(commits).toEqual([['incident.triggered'], ['step.fired']]);
  runner.stop();
});
