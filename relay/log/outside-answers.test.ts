import { expect, it } from 'vitest';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { outsideAnswer } from '../../shared/answer/standing.ts';

it('[ANS10] is the person’s whose answer it was, also after the relay lost it and got it back', async () => {
  const log = await RelayLog.withSample();
  const incident = log.trigger();
  await log.ledger.settled();
  const laptop = log.enrol('bo');
  const shorter = await RelayLog.withSample();
  shorter.trigger(incident);
  const said = outsideAnswer('acknowledge', { epoch: 1, person: 'ana' }, 'sms');
  await log.ledger.write({ ...said, entity: { kind: 'incident', id: incident } }, { kind: 'person', id: 'ana' }).durable;
  const entry = log.store.read(0, 1000).at(-1);
  expect(entry && shorter.ledger.recover(entry, laptop.id)).toBe('recovered');
  for (const { ledger } of [log, shorter]) {
    expect(ledger.state.incidents.get(incident)).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'ana', via: 'sms' } });
  }
});

it('[ANS10] is refused from a device, which has a signature of its own to answer with', async () => {
  const log = await RelayLog.withSample();
  const incident = log.trigger();
  const laptop = log.enrol('bo');
  await log.ledger.settled();
  for (const body of [
    { epoch: 1, via: 'link' },
    { epoch: 1, via: 'window', by: 'ana' },
    { epoch: 1, via: 'voice', by: 'bo' },
  ]) {
    const { outcome, durable } = log.take(laptop, laptop.signed(laptop.part('incident.acknowledged', incident, body)));
    await durable;
    expect(outcome).toMatchObject({ outcome: 'refused', why: expect.stringContaining('Only the relay') as string });
  }
  expect(log.ledger.state.incidents.get(incident)?.status).toBe('triggered');
});
