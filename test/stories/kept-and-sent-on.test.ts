import { expect, it } from 'vitest';
import { incidentDetail } from '../../main/desk/incident-detail.ts';
import { Auditor } from '../../relay/cli/audit/auditor.ts';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { newKeyPair, signerOf } from '../../relay/access/signature.ts';
import { idOf } from '../harness/entries.ts';
import { newerRelayWrote, type NewerEvent } from '../harness/newer-relay.ts';
import { differences } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const unknown: NewerEvent[] = [
  { type: 'runbook.defined', entity: { kind: 'runbook' as 'team', id: 'disk' }, body: { steps: [] } },
  { type: 'team.defined', version: 2, entity: { kind: 'team', id: 'payments' }, body: { people: { ana: 'lead' } } },
  { type: 'team.teleported', entity: { kind: 'team', id: 'payments' }, body: {}, mustUnderstand: true },
];
const ofIncident = (id: string): NewerEvent[] => [
  { type: 'incident.teleported', entity: { kind: 'incident', id }, body: { to: 'the moon' } },
  { type: 'incident.resolved', version: 2, entity: { kind: 'incident', id }, body: { manner: 'by itself' } },
  { type: 'step.fired', version: 2, entity: { kind: 'incident', id }, body: { targets: { ana: true } } },
];

it('[VER1] keeps what it does not know and sends it on, through restarts, to laptops old and new; the chain is whole', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  const { id } = world.incident();
  await newerRelayWrote(world, [...unknown, ...ofIncident(id)]);
  await world.alert({ dedupKey: 'another' });
  ana.app.acknowledge(id, 'window');
  await world.settle();
  ana.kill();
  ana.start();
  world.killRelay();
  world.startRelay();
  await world.forward(60_000);
  const bo = await world.desktop('bo');
  await world.forward(60_000);

  const log = world.backup();
  for (const { store } of [ana, bo]) {
    expect(store.read(0, 10_000)).toEqual(log);
  }
  expect(differences(world)).toEqual([]);
  expect(verifyChain(genesis, log).broken).toBeUndefined();
  expect(world.incident()).toMatchObject({ status: 'acknowledged', epoch: 1 });
  expect(world.troubles).toEqual([]);
  expect(ana.troubles).toEqual([]);
});

it('[VER1] is audited like any other: whole, and signed by whoever it names', async () => {
  const world = await World.start();
  const { privateKey, publicKey } = newKeyPair();
  const newer = { device: idOf('newer relay'), sign: signerOf(privateKey) };
  const entity = { kind: 'device' as const, id: newer.device };
  world.relay.write({ type: 'device.enrolled', entity, body: { name: 'newer relay', publicKey } }, { kind: 'admin' });
  await world.settle();
  await newerRelayWrote(world, unknown, newer);
  const auditor = new Auditor();
  expect(auditor.take(world.backup())).toBeUndefined();
  expect(auditor.authors.find(({ device }) => device === newer.device)?.entries).toBe(unknown.length);
  // The control: one whose signature is not the device's is found, whatever its type.
  await newerRelayWrote(world, [{ type: 'team.rested' }], { ...newer, sign: () => 'c2ln' });
  expect(new Auditor().take(world.backup())).toMatchObject({ problem: 'signature-wrong' });
});

it('[VER1] shows them in an incident’s timeline by their names alone', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  const { id } = world.incident();
  await newerRelayWrote(world, ofIncident(id));
  const detail = incidentDetail(ana.app.replica.view, id, 'ana', ana.app.replica.history({ kind: 'incident', id }), 0);
  const seen = detail?.timeline.filter(({ type }) => /teleported|\(2\)/.test(type)).map(({ type, body }) => ({ type, body }));
  expect(seen).toEqual(['incident.teleported', 'incident.resolved (2)', 'step.fired (2)'].map((type) => ({ type, body: {} })));
});
