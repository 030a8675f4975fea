import { expect, it } from 'vitest';
import { FakeClock } from '../../test/harness/fake-clock.ts';
import { Peer } from '../../test/harness/peer.ts';
import { relayDevice, RelayLog, type LoggedDevice } from '../../test/harness/relay-log.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import { verifySignature } from '../access/signature.ts';
import { Auditor } from '../cli/audit/auditor.ts';
import { MemoryEventStore } from '../log/memory-event-store.ts';
import { Hub } from './hub.ts';

/** A relay whose log is a backup's, and what a desktop held beyond it. */
async function restoredRelay() {
  const log = await RelayLog.withSample();
  const [ana, bo] = [log.enrol('ana'), log.enrol('bo')];
  await log.ledger.settled();
  const before = log.store.read(0, 1000);
  const incident = log.trigger();
  log.take(bo, bo.acknowledges(incident));
  await log.ledger.settled();
  const held = log.store.read(0, 1000);
  const restored = new RelayLog(new MemoryEventStore(log.store.log));
  // Both give ids, and none twice.
  restored.newId = () => log.newId();
  await restored.store.append(
    before.map((entry) => ({ entry, ...decodeEvent(entry) })),
    [],
  );
  restored.restart();
  restored.ledger.write({ type: 'team.removed', entity: { kind: 'team', id: 'nobody' }, body: {} }, { kind: 'admin' });
  await restored.ledger.settled();
  const troubles: string[] = [];
  const { ledger, store } = restored;
  const hub = new Hub({
    ledger,
    store,
    now: () => restored.nowMs,
    clock: new FakeClock(0),
    verify: verifySignature,
    onTrouble: (message) => troubles.push(message),
  });
  const back = (device: LoggedDevice) => {
    const peer = new Peer(hub, device);
    const last = held.at(-1);
    peer.hello({ protocol: protocolVersion, log: log.store.log, seq: last?.seq ?? 0, headHash: last?.hash ?? '' });
    return peer;
  };
  const trail = before.slice(-1).map(({ seq, hash }) => ({ seq, hash }));
  return { restored, hub, ana, bo, back, incident, trail, lost: held.slice(before.length), before, troubles };
}

it('[SYN17] takes what it lost from a desktop it asked, and from nobody else', async () => {
  const { restored, hub, ana, back, trail, lost, incident } = await restoredRelay();
  const unasked = new Peer(hub, ana);
  unasked.hello({ protocol: protocolVersion });
  unasked.say({ kind: 'offer', entries: lost, last: true });
  await restored.ledger.settled();
  expect(unasked.refusal).toBe('The relay did not ask for these entries; update the desktop.');
  const early = back(ana);
  early.say({ kind: 'offer', entries: lost, last: true });
  await restored.ledger.settled();
  expect(early.refusal).toBe('The relay did not ask for these entries; update the desktop.');
  const twice = back(ana);
  twice.say({ kind: 'trail', places: trail });
  twice.say({ kind: 'trail', places: trail });
  expect(twice.refusal).toBe('The relay did not ask for a trail; update the desktop.');
  expect(restored.ledger.state.incidents.has(incident)).toBe(false);

  const peer = back(ana);
  peer.say({ kind: 'trail', places: trail });
  expect(peer.said('parted')).toEqual([{ kind: 'parted', at: trail[0]?.seq }]);
  peer.say({ kind: 'offer', entries: lost, last: true });
  await restored.ledger.settled();
  expect(peer.said('recovered')).toEqual([{ kind: 'recovered', upTo: lost.at(-1)?.seq }]);
  expect(restored.ledger.state.incidents.get(incident)?.status).toBe('acknowledged');
});

it('[LOG16] keeps what a device wrote that is revoked by now, without effect, and the audit calls the log whole', async () => {
  const { restored, ana, bo, back, trail, lost, incident } = await restoredRelay();
  restored.ledger.write({ type: 'device.revoked', entity: { kind: 'device', id: bo.id }, body: {} }, { kind: 'admin' });
  await restored.ledger.settled();
  const peer = back(ana);
  peer.say({ kind: 'trail', places: trail });
  peer.say({ kind: 'offer', entries: lost, last: true });
  await restored.ledger.settled();
  const last = decodeEvent(restored.store.read(restored.store.head().seq - 1, 1)[0] as StoredEvent);
  expect(last).toMatchObject({ type: 'incident.acknowledged', verdict: 'parked', why: 'The device that wrote it was revoked.' });
  expect(restored.ledger.state.incidents.get(incident)?.status).toBe('triggered');
  expect(new Auditor().take(restored.store.read(0, 1000))).toBeUndefined();
});

it('[SYN12] listens to nothing more of a device that was revoked, whatever it says and however it offers it', async () => {
  const { restored, bo, back, trail, incident } = await restoredRelay();
  const peer = back(bo);
  peer.say({ kind: 'trail', places: trail });
  restored.ledger.write({ type: 'device.revoked', entity: { kind: 'device', id: bo.id }, body: {} }, { kind: 'admin' });
  await restored.ledger.settled();
  const { seq } = restored.store.head();
  const acknowledged = bo.acknowledges(incident);
  const relay = { log: restored.store.log, seq: 99, recordedAt: restored.nowMs, actor: { kind: 'person', id: 'bo' }, verdict: 'applied' };
  const entry = { seq: 99, id: restored.newId(), ...acknowledged, relay: JSON.stringify(relay), hash: 'a'.repeat(64) };
  peer.say({ kind: 'offer', entries: [entry], last: true });
  peer.say({ kind: 'push', commands: [acknowledged] });
  await restored.ledger.settled();
  expect(restored.store.head().seq).toBe(seq);
});

it('[LOG14] [LOG16] counts a refusal that the relay wrote, and none that somebody offers in its name', async () => {
  const { restored, ana, bo, back, trail } = await restoredRelay();
  const body = { command: restored.newId(), deviceSeq: 1_000_000, type: 'policy.removed', why: 'No.' };
  for (const target of [ana.id, relayDevice]) {
    const part = { ...bo.part('device.command-refused', 'x', body), entity: { kind: 'device' as const, id: target } };
    const relay = { log: restored.store.log, seq: 99, recordedAt: 1, actor: { kind: 'engine' }, verdict: 'applied' };
    const entry = { seq: 99, id: part.id, ...bo.signed(part), relay: JSON.stringify(relay), hash: 'a'.repeat(64) };
    const peer = back(bo);
    peer.say({ kind: 'trail', places: trail });
    peer.say({ kind: 'offer', entries: [entry], last: true });
    await restored.ledger.settled();
    expect(restored.ledger.lastDeviceSeq(target)).toBeLessThan(1000);
  }
});

it('[LOG16] takes nothing no relay can have recorded: another form, too long, too deep, or an id with other words', async () => {
  const { restored, ana, bo, back, trail, lost, troubles } = await restoredRelay();
  const { seq } = restored.store.head();
  const [triggered, acknowledged] = lost as [StoredEvent, StoredEvent];
  const deep = bo.part('incident.annotated', 'x', { text: 'x', deep: JSON.parse('['.repeat(100) + ']'.repeat(100)) as unknown });
  const wrong = [
    { ...acknowledged, relay: acknowledged.relay.replace('"seq":', '"seq":-') },
    { ...acknowledged, relay: 'nonsense' },
    { ...acknowledged, relay: `${acknowledged.relay.slice(0, -1)},"why":"${'x'.repeat(20_000)}"}` },
    { ...acknowledged, id: deep.id, ...bo.signed(deep) },
  ];
  const peer = back(ana);
  peer.say({ kind: 'trail', places: trail });
  peer.say({ kind: 'offer', entries: wrong, last: false });
  await restored.ledger.settled();
  expect(restored.store.head().seq).toBe(seq);
  const squatting = { ...bo.part('incident.annotated', 'x', { text: 'mine' }), id: triggered.id };
  peer.say({ kind: 'offer', entries: [{ ...triggered, ...bo.signed(squatting) }], last: false });
  peer.say({ kind: 'offer', entries: [triggered], last: true });
  await restored.ledger.settled();
  expect(troubles).toEqual([expect.stringMatching(/ids that are in the log with other words/) as string]);
});
