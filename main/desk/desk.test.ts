import { expect, it } from 'vitest';
import type { Desk } from '../../shared/bridge/desk.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { newerRelayWrote } from '../../test/harness/newer-relay.ts';
import { World } from '../../test/harness/world.ts';
import { acceptChanges } from '../../relay/ingest/intake.ts';
import { MemorySettings } from '../settings/memory-settings.ts';
import { IdentityFile } from '../store/identity.ts';
import { DeskService } from './desk.ts';
import { deskHandlers } from './desk-handlers.ts';

/** A laptop with everything of the app but its window: the desk and what answers the window's requests. */
async function deskOf(person: string, world: World) {
  const desktop = await world.desktop(person, { start: false });
  const identityFile = new IdentityFile(temporaryFolder());
  identityFile.write(desktop.identity);
  const settings = new MemorySettings();
  const edges = {
    identityFile,
    settings,
    clock: desktop.clock,
    newId: () => world.newId(),
    version: '1.2.3',
    systemLocale: 'fr' as const,
    responderFor: () => desktop.makeResponder(),
    bellTrouble: () => undefined,
  };
  const desk = new DeskService(edges);
  const extras = {
    settings,
    newId: () => world.newId(),
    openLink: () => Promise.resolve({ ok: true as const }),
    testSound: () => Promise.resolve({ ok: true as const }),
  };
  desk.start();
  await world.settle();
  return { desk, handlers: deskHandlers(desk, extras), desktop, settings, edges };
}

it('[RING15] leaves no notice behind when the laptop is paired anew, for nobody could take it away; a laptop that stops rings again', async () => {
  const world = await World.start();
  const [leaving, stopping] = [await deskOf('ana', world), await deskOf('ana', world)];
  const { incident } = await world.alert();
  const ringing = () => [leaving, stopping].map(({ desktop }) => desktop.bell.ringing.has(incident ?? ''));
  expect(ringing()).toEqual([true, true]);
  leaving.desk.responder?.leave();
  stopping.desk.responder?.stop();
  await world.settle();
  expect(ringing()).toEqual([false, true]);
});

it('[INC12] shows who I am, who is on call now and next, and what is open', async () => {
  const world = await World.start();
  const { desk } = await deskOf('ana', world);
  await world.alert();
  const shown = desk.current();
  expect(shown).toMatchObject({
    me: { id: 'ana', name: 'Ana Lima', role: 'responder', zone: 'Europe/Lisbon' },
    organisation: 'Example Shop',
    connection: { state: 'online', pending: 0, clockOffsetMs: 0 },
    locale: 'fr',
    version: '1.2.3',
  });
  expect(shown.onDuty.map(({ schedule }) => schedule.id)).toEqual(['payments-primary']);
  expect(shown.onCall.map(({ schedule, person }) => `${schedule.id}: ${person?.name ?? 'nobody'}`)).toEqual([
    'payments-primary: Ana Lima',
    'payments-backup: Bo Svensson',
  ]);
  expect(shown.queue).toMatchObject([{ number: 1, title: 'Disk full on db1', ringing: 'me', pending: 0 }]);
  expect(shown.people).toHaveLength(3);
});

it('[SYN1] counts what the relay has not confirmed, by incident and in all, and not what the machine noted by itself', async () => {
  const world = await World.start();
  const { desk, handlers } = await deskOf('ana', world);
  await world.alert();
  const { id } = world.incident();
  world.killRelay();
  await world.forward(20 * SECOND_MS);
  expect(await handlers['incident:acknowledge']({ id, via: 'window' })).toEqual({ ok: true });
  await handlers['incident:annotate']({ id, text: 'On it.' });
  expect(desk.current()).toMatchObject({ connection: { state: 'offline', pending: 2 }, queue: [{ pending: 2, status: 'acknowledged' }] });
  const detail = await handlers['incident:get']({ id });
  expect(detail?.timeline.filter(({ pending }) => pending).map(({ type }) => type)).toContain('incident.acknowledged');
  world.startRelay();
  await world.forward(MINUTE_MS);
  expect(desk.current()).toMatchObject({ connection: { state: 'online', pending: 0 }, queue: [{ pending: 0 }] });
});

it('[INC12] tells the whole story of an incident: what came, who did what, and when it was done offline', async () => {
  const world = await World.start();
  const { handlers, desktop } = await deskOf('ana', world);
  await world.alert({ details: { 'free space': '1%' } });
  const { id } = world.incident();
  desktop.cut();
  await handlers['incident:acknowledge']({ id, via: 'notification' });
  await world.forward(5 * MINUTE_MS);
  desktop.mend();
  await world.forward(2 * MINUTE_MS);
  const detail = await handlers['incident:get']({ id });
  expect(detail).toMatchObject({
    row: { status: 'acknowledged', heldBy: { name: 'Ana Lima' }, heldSince: mondayNight },
    alert: { details: { 'free space': '1%' } },
    runbook: 'https://example.org/runbooks/checkout',
  });
  const story = detail?.timeline.map(({ type, actor }) => `${type} by ${actor.kind} ${actor.name}`.trim());
  expect(story?.slice(0, 3)).toEqual([
    'incident.triggered by integration Any monitor that speaks PagerDuty Events v2',
    'step.fired by engine',
    'notification.sent by person Ana Lima',
  ]);
  const acknowledged = detail?.timeline.find(({ type }) => type === 'incident.acknowledged');
  expect(acknowledged).toMatchObject({ happenedAt: mondayNight, pending: false, device: "ana's laptop" });
  expect(detail?.timeline.find(({ type }) => type === 'step.fired')?.people).toEqual([{ id: 'ana', name: 'Ana Lima' }]);
  expect(await handlers['incident:get']({ id: 'nobody-knows' })).toBeUndefined();
});

it('[INC12] tells what is to go out, who is asked and who had a say, the roles, the deadline and what I may decline', async () => {
  const world = await World.start();
  const { handlers } = await deskOf('ana', world);
  await world.alert();
  const { id } = world.incident();
  const make = (name: 'propose' | 'role' | 'deadline' | 'add-responders', said: Record<string, unknown>) =>
    handlers['incident:do']({ id, via: 'window', name, said });
  expect(await make('propose', { kind: 'customer-update', text: 'We are looking into it.' })).toEqual({ ok: true });
  expect(await make('role', { role: 'commander', person: 'bo' })).toEqual({ ok: true });
  expect(await make('deadline', { at: mondayNight + HOUR_MS })).toEqual({ ok: true });
  expect(await make('add-responders', { people: ['ana'] })).toEqual({ ok: true });
  expect(await make('add-responders', { people: ['nobody'] })).toMatchObject({ ok: false });
  const detail = await handlers['incident:get']({ id });
  expect(detail).toMatchObject({
    actions: [{ kind: 'customer-update', text: 'We are looking into it.', by: { id: 'ana', name: 'Ana Lima' }, mine: false }],
    roles: [{ role: 'commander', person: { id: 'bo', name: 'Bo Svensson' } }],
    deadline: mondayNight + HOUR_MS,
    row: { asked: 'asked' },
  });
  expect(detail?.call).toMatch(/^[\da-f-]{36}$/);
  expect(detail?.newerPolicy).toBeUndefined();
});

it('tells the policies in words, and none before it is paired', async () => {
  const world = await World.start();
  const { desk, handlers } = await deskOf('ana', world);
  const { policies } = await handlers['policies:get'](undefined);
  expect(policies.map(({ id, services }) => [id, services.length > 0])).toContainEqual(['payments', true]);
  desk.stop();
  expect((await handlers['policies:get'](undefined)).policies).toEqual([]);
});

it('[SYN2] offers what came back to be made again, and says when that cannot help', async () => {
  const world = await World.start();
  const { desk, handlers, desktop } = await deskOf('ana', world);
  await world.alert();
  const { id } = world.incident();
  desktop.cut();
  await handlers['incident:escalate']({ id, via: 'window' });
  world.resolve(id);
  await world.settle();
  desktop.mend();
  await world.forward(MINUTE_MS);
  const [returned] = desk.current().returned;
  expect(returned).toMatchObject({
    outcome: 'parked',
    type: 'incident.escalated',
    why: 'It was resolved before the escalation arrived.',
    incident: { number: 1, title: 'Disk full on db1' },
    canReapply: false,
  });
  world.reopen(id);
  await world.forward(SECOND_MS);
  expect(desk.current().returned[0]?.canReapply).toBe(true);
  expect(await handlers['returned:reapply']({ id: returned?.id ?? '' })).toEqual({ ok: true });
  expect(desk.current().returned).toEqual([]);
});

it('[INC5] answers the window in a sentence when a click came too late', async () => {
  const world = await World.start();
  const { handlers } = await deskOf('ana', world);
  await world.alert();
  const { id } = world.incident();
  world.resolve(id);
  await world.settle();
  expect(await handlers['incident:acknowledge']({ id, via: 'window' })).toEqual({ ok: false, message: 'It was resolved already.' });
  expect(await handlers['incident:resolve']({ id: 'nobody-knows', via: 'window' })).toEqual({
    ok: false,
    message: 'The incident is not known on this laptop any more.',
  });
});

it('[SYN1] triggers an incident from the window, with its description, for the policy of the service', async () => {
  const world = await World.start();
  const { handlers } = await deskOf('ana', world);
  const given = { title: 'Shop down', service: 'billing', severity: 'critical' as const, description: 'Nobody can pay.', test: false };
  const result = await handlers['incident:trigger'](given);
  await world.settle();
  expect(result).toMatchObject({ ok: true });
  expect(world.incident()).toMatchObject({ title: 'Shop down', service: 'billing', policy: { id: 'payments', revision: 1 }, noteCount: 1 });
  expect(await handlers['incident:trigger']({ ...given, service: 'gone' })).toMatchObject({
    ok: false,
    message: 'There is no service "gone" in the workspace; choose another.',
    errors: [{ field: 'service' }],
  });
});

it('[RTE17] [RTE18] shows with an incident what was like it, though long over, and what was changed before it', async () => {
  const world = await World.start();
  const { handlers } = await deskOf('ana', world);
  await world.alert();
  world.resolve(world.incident().id);
  await world.forward(2 * DAY_MS);
  await acceptChanges(world.relay, 'monitoring', [{ summary: 'Deployed 42' }]);
  await world.alert();
  const { id } = world.incident(2);
  expect(await handlers['incident:get']({ id })).toMatchObject({
    similar: [{ number: 1, because: ['same-problem', 'like-title'], ended: 'by-operator', tookMs: 0 }],
    changes: [{ summary: 'Deployed 42' }],
  });
  expect(await handlers['form:get'](undefined)).toMatchObject({
    fields: expect.arrayContaining([expect.objectContaining({ id: 'title' })]) as object,
  });
});

it('[HND2] shows a handoff to both, and takes the answer of whom it is offered to', async () => {
  const world = await World.start();
  const [ana, bo] = [await deskOf('ana', world), await deskOf('bo', world)];
  const shift = { from: mondayNight, until: mondayNight + HOUR_MS };
  await ana.handlers['handoff:offer']({ schedule: 'payments-primary', to: 'bo', shift, note: 'Quiet.', incidents: [] });
  await world.settle();
  const [offered] = bo.desk.current().handoffs;
  expect(offered).toMatchObject({ from: 'ana', status: 'offered', note: 'Quiet.' });
  const id = offered?.id ?? '';
  expect(await ana.handlers['handoff:answer']({ id, accept: true })).toMatchObject({ ok: false });
  expect(await bo.handlers['handoff:answer']({ id, accept: false, reason: 'I am ill.' })).toEqual({ ok: true });
  await world.settle();
  expect(ana.desk.current().handoffs).toMatchObject([{ status: 'declined', reason: 'I am ill.' }]);
});

it('[INC12] keeps what was resolved in sight for a day and no longer', async () => {
  const world = await World.start();
  const { desk, desktop } = await deskOf('bo', world);
  await world.alert();
  world.resolve(world.incident().id);
  await world.forward(SECOND_MS);
  expect(desk.current().queue).toHaveLength(1);
  desktop.closeLid();
  await world.forward(DAY_MS + MINUTE_MS);
  desktop.openLid();
  desk.responder?.wake();
  await world.alert({ dedupKey: 'memory' });
  await world.forward(MINUTE_MS);
  expect(desk.current().queue.map(({ number }) => number)).toEqual([2]);
});

it('[WIRE4] does nothing for a window before somebody is paired', async () => {
  const world = await World.start();
  const { edges, settings } = await deskOf('ana', world);
  const desk = new DeskService({ ...edges, identityFile: new IdentityFile(temporaryFolder()) });
  desk.start();
  const extras = {
    settings,
    newId: () => world.newId(),
    openLink: () => Promise.resolve({ ok: true as const }),
    testSound: () => Promise.resolve({ ok: true as const }),
  };
  const handlers = deskHandlers(desk, extras);
  expect(desk.current()).toMatchObject({ connection: { state: 'unpaired' }, queue: [], organisation: '' });
  expect(await handlers['incident:acknowledge']({ id: 'a', via: 'window' })).toEqual({
    ok: false,
    message: 'Pair this laptop with a relay first.',
  });
  expect(await handlers['incident:get']({ id: 'a' })).toBeUndefined();
  expect(await handlers['settings:set']({ locale: 'en', colorScheme: undefined, soundsPausedUntil: null })).toEqual({ ok: true });
  expect(desk.current()).toMatchObject({ locale: 'en', colorScheme: 'auto', soundsPausedUntil: undefined });
});

it('[INC12] shows a burst of changes once', async () => {
  const world = await World.start();
  const { desk } = await deskOf('ana', world);
  const shown: Desk[] = [];
  await world.forward(SECOND_MS);
  desk.subscribe((each) => shown.push(each));
  for (let i = 0; i < 20; i += 1) {
    await world.alert({ dedupKey: `key-${i}` });
  }
  expect(shown.length).toBeLessThanOrEqual(1);
  await world.forward(60);
  expect(shown.at(-1)?.queue).toHaveLength(20);
  expect(shown.length).toBeLessThanOrEqual(2);
});

it('[SYN10] tells the window how far its clock is off, also after somebody set it', async () => {
  const world = await World.start();
  const { desk, desktop } = await deskOf('ana', world);
  await world.forward(MINUTE_MS);
  desktop.clock.set(-2 * HOUR_MS);
  expect(Math.abs(desk.current().connection.clockOffsetMs - 2 * HOUR_MS)).toBeLessThan(SECOND_MS);
});

it('[VER4] says what must be understood and is not, and shows as ringing for me what it pages me for', async () => {
  const world = await World.start();
  const { desk } = await deskOf('bo', world);
  expect(desk.current().notUnderstood).toBeUndefined();
  await newerRelayWrote(world, [{ type: 'team.rested', mustUnderstand: true }]);
  await world.alert();
  await world.forward(SECOND_MS);
  expect(desk.current()).toMatchObject({ notUnderstood: ['team.rested'], queue: [{ number: 1, ringing: 'me' }] });
});

it('[WATCH5] [WATCH8] shows what the laptop watches, and to a lead who is proven to ring', async () => {
  const world = await World.start();
  const { desk, handlers } = await deskOf('lea', world);
  const ana = await world.desktop('ana');
  ana.app.replica.command('device.tested', { kind: 'device', id: ana.identity.device }, { outcome: 'shown', channel: 'dbus' });
  const provenAt = world.clock.now();
  await world.settle();
  expect(desk.current()).toMatchObject({ dailyTest: '10:00', selfWatch: { test: {} } });
  const row = desk.current().proven?.find(({ person }) => person.id === 'ana');
  expect(row).toMatchObject({ devices: [{ name: "ana's laptop", provenAt, last: { outcome: 'shown' } }] });
  await handlers['settings:set']({ dailyTest: 'off' });
  expect(desk.current().dailyTest).toBe('off');
  expect((await deskOf('bo', world)).desk.current().proven).toBeUndefined();
  world.stallEngine();
  await world.alert();
  await world.forward(MINUTE_MS);
  expect(desk.current().selfWatch?.engineStillSince).toBe(provenAt);
  expect(desk.current().connection.pending).toBe(0);
});
