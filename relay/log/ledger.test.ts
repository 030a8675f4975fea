import { expect, it } from 'vitest';
import { MemoryEventStore } from './memory-event-store.ts';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time/instant.ts';

const full = 'ENOSPC: no space left on device';

it('[LOG1] chains everything it records, densely and in order, as anyone can verify', async () => {
  const log = await RelayLog.withSample();
  const incident = log.trigger();
  const ana = log.enrol('ana');
  log.take(ana, ana.acknowledges(incident));
  await log.ledger.settled();
  const { head, broken } = verifyChain(genesis, log.store.read(0, 1000));
  expect(broken).toBeUndefined();
  expect(head).toEqual(log.store.head());
  expect(head).toMatchObject(log.ledger.head);
  expect(head.seq).toBeGreaterThan(10);
});

it('[LOG4] never lets its time go back, whatever the clock does', async () => {
  const log = await RelayLog.withSample();
  log.trigger();
  log.nowMs -= 5 * HOUR_MS;
  log.trigger();
  await log.ledger.settled();
  const times = log.store.read(0, 1000).map((entry) => decodeEvent(entry).recordedAt);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

it('[LOG5] answers only when it is durable: what a full disk did not take never happened', async () => {
  const log = await RelayLog.withSample();
  const before = log.store.head();
  log.store.failure = full;
  const id = log.newId();
  const body = { title: 'Disk full', severity: 'critical', service: 'checkout', policy: { id: 'payments', revision: 1 } };
  const { durable, event } = log.ledger.write({ type: 'incident.triggered', entity: { kind: 'incident', id }, body }, { kind: 'admin' });
  expect(event.seq).toBe(before.seq + 1);
  await expect(durable).rejects.toThrow(full);
  expect(log.ledger.head).toEqual(before);
  expect(log.ledger.state.incidents.size).toBe(0);
  expect(log.ledger.state.nextNumber).toBe(1);

  log.store.failure = undefined;
  log.trigger();
  await log.ledger.settled();
  expect(log.store.head().seq).toBe(before.seq + 1);
  expect([...log.ledger.state.incidents.values()].map(({ number }) => number)).toEqual([1]);
});

it('[LOG5] takes back also what was recorded on top of what the disk did not take', async () => {
  const log = await RelayLog.withSample();
  const before = log.store.head();
  const append = log.store.append.bind(log.store);
  const { promise: slow, reject } = Promise.withResolvers<void>();
  log.store.append = () => slow;
  log.trigger();
  await new Promise<void>((resolve) => setImmediate(resolve));
  const id = log.newId();
  const entity = { kind: 'incident' as const, id };
  const body = { title: 'On top', severity: 'critical', service: 'checkout', policy: { id: 'payments', revision: 1 } };
  const onTop = log.ledger.write({ type: 'incident.triggered', entity, body }, { kind: 'admin' });
  reject(new Error(full));
  await expect(onTop.durable).rejects.toThrow(full);
  log.store.append = append;
  expect(log.ledger.head).toEqual(before);
  expect(log.ledger.state.incidents.size).toBe(0);
});

it('[LOG5] commits a turn’s events together, and tells its listeners in order once they are there', async () => {
  const log = await RelayLog.withSample();
  const batches: number[][] = [];
  log.ledger.subscribe((entries: readonly StoredEvent[]) => {
    batches.push(entries.map(({ seq }) => seq));
    expect(log.store.head().seq).toBeGreaterThanOrEqual(entries.at(-1)?.seq ?? 0);
  });
  const { seq } = log.ledger.head;
  [1, 2, 3].forEach(() => log.trigger());
  await log.ledger.settled();
  log.trigger();
  await log.ledger.settled();
  expect(batches).toEqual([[seq + 1, seq + 2, seq + 3], [seq + 4]]);
});

it('[LOG6] takes a command once, however often it is pushed, and answers the same each time', async () => {
  const log = await RelayLog.withSample();
  const incident = log.trigger();
  const ana = log.enrol('ana');
  const command = ana.acknowledges(incident);
  const first = log.take(ana, command);
  const inTheSameTurn = log.take(ana, command);
  await Promise.all([first.durable, inTheSameTurn.durable]);
  const later = log.take(ana, command);
  await later.durable;
  log.restart();
  const afterRestart = log.take(ana, command);
  expect(first.outcome).toMatchObject({ outcome: 'recorded', verdict: 'applied' });
  expect([inTheSameTurn.outcome, later.outcome, afterRestart.outcome]).toEqual([first.outcome, first.outcome, first.outcome]);
  expect(log.store.read(0, 1000).filter((entry) => decodeEvent(entry).type === 'incident.acknowledged')).toHaveLength(1);
});

it('[LOG6] answers for a command in flight only when it is there', async () => {
  const log = await RelayLog.withSample();
  const incident = log.trigger();
  const ana = log.enrol('ana');
  await log.ledger.settled();
  const { promise, resolve } = Promise.withResolvers<void>();
  const append = log.store.append.bind(log.store);
  log.store.append = async (...given) => {
    await promise;
    return append(...given);
  };
  const command = ana.acknowledges(incident);
  log.take(ana, command);
  await new Promise<void>((done) => setImmediate(done));
  let answered = false;
  const again = log.take(ana, command);
  void again.durable.then(() => {
    answered = true;
    return answered;
  });
  await new Promise<void>((done) => setImmediate(done));
  expect(answered).toBe(false);
  resolve();
  await again.durable;
  expect(log.store.find((again.outcome as { id: string }).id)).toBeDefined();
});

it('[LOG7] refuses nothing because of the author’s clock', async () => {
  const log = await RelayLog.withSample();
  const ana = log.enrol('ana');
  for (const wallMs of [0, 1, log.nowMs - 3650 * DAY_MS, log.nowMs + 3650 * DAY_MS]) {
    const incident = log.trigger();
    const { outcome } = log.take(ana, ana.acknowledges(incident, 1, { at: { wallMs, offsetMs: 0, uncertaintyMs: 0 } }));
    expect(outcome).toMatchObject({ outcome: 'recorded', verdict: 'applied' });
  }
});

it('[LOG8] writes down as its author whoever the connection belongs to, not what the command says', async () => {
  const log = await RelayLog.withSample();
  const incident = log.trigger();
  const ana = log.enrol('ana');
  const { outcome } = log.take(ana, ana.signed(ana.part('incident.annotated', incident, { text: 'I am bo' })));
  await log.ledger.settled();
  const entry = log.store.find((outcome as { id: string }).id);
  expect(entry && decodeEvent(entry).actor).toEqual({ kind: 'person', id: 'ana' });
});

it('[LOG9] refuses for good what is not signed by this device, not canonical or not readable', async () => {
  const log = await RelayLog.withSample();
  const incident = log.trigger();
  const [ana, bo] = [log.enrol('ana'), log.enrol('bo')];
  const head = log.ledger.head.seq;
  const good = ana.acknowledges(incident);
  const part = ana.part('incident.annotated', incident, { text: 'hello' });
  const pretty = JSON.stringify(part, undefined, 2);
  const lone = canonicalJson({ ...part, id: log.newId() }).replace('hello', String.raw`\ud800`);
  const why = (device: typeof ana, command: { author: string; signature: string }) => {
    const { outcome } = log.take(device, command);
    return outcome.outcome === 'refused' ? outcome.why : 'recorded';
  };
  expect(why(ana, { ...good, signature: bo.sign(good.author) })).toMatch(/^The signature is not that of the device/);
  expect(why(bo, good)).toMatch(/^The signature is not that of the device/);
  expect(why(ana, { ...good, author: good.author.replace('window', 'tray') })).toMatch(/^The signature is not that of the device/);
  expect(why(ana, { author: pretty, signature: ana.sign(pretty) })).toBe('The command is not in canonical form.');
  expect(why(ana, { author: lone, signature: ana.sign(lone) })).toBe('The command is not in canonical form.');
  expect(why(ana, { author: 'nonsense', signature: 'x' })).toBe('The command is not in a form this relay reads.');
  expect(why(ana, { author: '{"id":"x"}', signature: 'x' })).toBe('The command is not in a form this relay reads.');
  const step = { type: 'step.fired', body: { epoch: 1 } };
  expect(log.ledger.head.seq).toBe(head);
  expect(why(ana, ana.signed(ana.part(step.type, incident, step.body)))).toMatch(/^step\.fired: /);
  expect(log.ledger.head.seq).toBe(head + 1);
});

it('[LOG14] writes down what a device was refused, so that it is seen and its number is used', async () => {
  const log = await RelayLog.withSample();
  const incident = log.trigger();
  const ana = log.enrol('ana');
  const forged = ana.part('incident.annotated', incident, { text: '' });
  const { durable } = log.take(ana, ana.signed(forged), true);
  await durable;
  const last = decodeEvent(log.store.read(log.store.head().seq - 1, 1)[0] as StoredEvent);
  expect(last).toMatchObject({
    type: 'device.command-refused',
    entity: { kind: 'device', id: ana.id },
    actor: { kind: 'engine' },
    body: { command: forged.id, deviceSeq: 1, type: 'incident.annotated', why: 'incident.annotated: text write something first.' },
  });
  expect(log.ledger.lastDeviceSeq(ana.id)).toBe(1);
  log.restart();
  expect(log.ledger.lastDeviceSeq(ana.id)).toBe(1);
  expect(log.take(ana, ana.acknowledges(incident), true).outcome).toMatchObject({ outcome: 'recorded' });
});

it('[LOG15] takes nothing beyond a number it has not seen, and says which it expects', async () => {
  const log = await RelayLog.withSample();
  const incident = log.trigger();
  const ana = log.enrol('ana');
  const [first, second, third] = [ana.acknowledges(incident), ana.acknowledges(incident), ana.acknowledges(incident)];
  expect(log.take(ana, second, true).outcome).toMatchObject({ outcome: 'gap', expected: 1 });
  expect(log.take(ana, first, true).outcome).toMatchObject({ outcome: 'recorded' });
  expect(log.take(ana, third, true).outcome).toMatchObject({ outcome: 'gap', expected: 2 });
  // A number that was used before is no less wrong than one that is too high; an id that is known is answered as ever.
  expect(log.take(ana, ana.acknowledges(incident, 1, { deviceSeq: 1 }), true).outcome).toMatchObject({ outcome: 'gap', expected: 2 });
  expect(log.take(ana, first, true).outcome).toMatchObject({ outcome: 'recorded' });
  // A desktop of the first version does not know what a gap is: what it sends is taken.
  expect(log.take(ana, third).outcome).toMatchObject({ outcome: 'recorded' });
});

it('[LOG16] takes back what it once recorded, as its author signed it, and nothing that was not', async () => {
  const log = await RelayLog.withSample();
  const [ana, bo] = [log.enrol('ana'), log.enrol('bo')];
  await log.ledger.settled();
  const before = log.store.read(0, 1000);
  const incident = log.trigger();
  log.take(ana, ana.acknowledges(incident));
  await log.ledger.settled();
  const lost = log.store.read(before.length, 1000);

  const restored = new RelayLog(new MemoryEventStore(log.store.log));
  await restored.store.append(
    before.map((entry) => ({ entry, ...decodeEvent(entry) })),
    [],
  );
  restored.restart();
  const [triggered, acknowledged] = lost as [StoredEvent, StoredEvent];
  const byBo = { ...acknowledged, signature: bo.sign(acknowledged.author) };
  const asBo = { ...acknowledged, author: acknowledged.author.replaceAll(ana.id, bo.id) };
  expect([byBo, asBo, { ...triggered, author: '{}' }].map((entry) => restored.ledger.recover(entry, bo.id))).toEqual([
    'not-ours',
    'not-ours',
    'not-ours',
  ]);
  expect(lost.map((entry) => restored.ledger.recover(entry, bo.id))).toEqual(['recovered', 'recovered']);
  expect(lost.map((entry) => restored.ledger.recover(entry, ana.id))).toEqual(['known', 'known']);
  await restored.ledger.settled();
  const back = restored.store.read(before.length, 1000);
  expect(back.map(({ author, signature }) => [author, signature])).toEqual(lost.map(({ author, signature }) => [author, signature]));
  expect(back.map(decodeEvent)).toMatchObject([
    { actor: { kind: 'admin' }, verdict: 'applied', recovered: { by: bo.id, seq: triggered.seq } },
    { actor: { kind: 'person', id: 'ana' }, verdict: 'applied', recovered: { by: bo.id, seq: acknowledged.seq } },
  ]);
  expect(restored.ledger.state.incidents.get(incident)?.status).toBe('acknowledged');
});

it('[LOG16] does not undo, with what it takes back, that a device was revoked', async () => {
  const log = await RelayLog.withSample();
  const ana = log.enrol('ana');
  await log.ledger.settled();
  const enrolment = log.store.read(0, 1000).at(-1) as StoredEvent;
  log.ledger.write({ type: 'device.revoked', entity: { kind: 'device', id: ana.id }, body: {} }, { kind: 'admin' });
  const again = { ...(JSON.parse(enrolment.author) as Record<string, unknown>), id: log.newId() };
  const { event } = log.ledger.write(
    { type: 'device.enrolled', entity: { kind: 'device', id: ana.id }, body: (again as { body?: Record<string, unknown> }).body ?? {} },
    { kind: 'admin' },
  );
  expect(event.verdict).toBe('noop');
  expect(log.ledger.state.workspace.devices.get(ana.id)?.revoked).toBe(true);
});

it('[LOG9] does not write what no schema allows', async () => {
  const log = await RelayLog.withSample();
  const { seq } = log.ledger.head;
  expect(() =>
    log.ledger.write({ type: 'incident.annotated', entity: { kind: 'incident', id: 'x' }, body: { text: '' } }, { kind: 'admin' }),
  ).toThrow(/write something first/);
  log.trigger();
  await log.ledger.settled();
  expect(log.ledger.head.seq).toBe(seq + 1);
});

it('[LOG11] still knows an incident it has let go of, and rings for it again when it is reopened', async () => {
  const log = await RelayLog.withSample();
  const ana = log.enrol('ana');
  const incident = log.trigger();
  log.take(ana, ana.signed(ana.part('incident.resolved', incident, { epoch: 1, via: 'window' })));
  await log.ledger.settled();
  log.nowMs += DAY_MS + HOUR_MS;
  log.ledger.forgetOld();
  expect(log.ledger.state.incidents.has(incident)).toBe(false);
  expect(log.ledger.incident(incident)?.status).toBe('resolved');
  const { outcome } = log.take(ana, ana.signed(ana.part('incident.reopened', incident, { via: 'window' })));
  expect(outcome).toMatchObject({ verdict: 'applied' });
  expect(log.ledger.state.incidents.get(incident)).toMatchObject({ status: 'triggered', epoch: 2, number: 1 });
});

it('[LOG11] lets the operator act on an incident it has let go of', async () => {
  const log = await RelayLog.withSample();
  const incident = log.trigger();
  const entity = { kind: 'incident' as const, id: incident };
  log.ledger.write({ type: 'incident.resolved', entity, body: { epoch: 1, via: 'api' } }, { kind: 'admin' });
  await log.ledger.settled();
  log.nowMs += 2 * DAY_MS;
  log.ledger.forgetOld();
  const { event } = log.ledger.write({ type: 'incident.reopened', entity, body: { via: 'api' } }, { kind: 'admin' });
  expect(event.verdict).toBe('applied');
  expect(event.base.epoch).toBe(1);
});

it('[LOG11] starts again with the state it had', async () => {
  const log = await RelayLog.withSample();
  const ana = log.enrol('ana');
  const [a, b] = [log.trigger(), log.trigger()];
  log.take(ana, ana.acknowledges(a));
  log.take(ana, ana.signed(ana.part('incident.resolved', b, { epoch: 1, via: 'window' })));
  await log.ledger.settled();
  const { incidents, workspace, nextNumber } = log.ledger.state;
  log.restart();
  expect(log.ledger.state.incidents).toEqual(incidents);
  expect(log.ledger.state.workspace).toEqual(workspace);
  expect(log.ledger.state.nextNumber).toBe(nextNumber);
});

it('[LOG28] fails nothing that is on disk for a follower of the log that fails, and tells all others of it', async () => {
  const log = await RelayLog.withSample();
  const troubles: unknown[] = [];
  log.onTrouble = (_, error) => troubles.push(error);
  log.restart();
  const heard: string[] = [];
  log.ledger.subscribe(() => {
    throw new Error('a follower fails');
  });
  log.ledger.subscribe((_, events) => heard.push(...events.map(({ type }) => type)));
  const triggered = log.trigger();
  const entity = { kind: 'incident' as const, id: triggered };
  await log.ledger.settled();
  await log.ledger.write({ type: 'incident.annotated', entity, body: { text: 'Looking.' } }, { kind: 'admin' }).durable;
  await log.ledger.settled();
  expect(heard).toEqual(['incident.triggered', 'incident.annotated']);
  expect(troubles).toHaveLength(2);
});
