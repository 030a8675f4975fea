import { expect, it } from 'vitest';
import type { Silence } from '../../shared/noise/silence.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../../test/harness/world.ts';
import { noiseHandlers } from './noise-handlers.ts';
import { resultOf } from './result.ts';

async function deskOf(person: string, world: World) {
  const desktop = await world.desktop(person);
  const handlers = noiseHandlers({ responder: desktop.app }, () => world.newId(), resultOf);
  await world.settle();
  return { handlers, desktop };
}

const silence = (world: World) => ({
  kind: 'silence' as const,
  said: { name: 'Ticket 4711', when: { field: 'title', contains: 'disk' }, until: world.clock.now() + HOUR_MS },
});

it('[NSE34] shows what a matcher fits before a silence is made of it, and says what is wrong with one that cannot be', async () => {
  const world = await World.start();
  const { handlers } = await deskOf('ana', world);
  await world.alert();
  expect(await handlers['noise:preview']({ when: { field: 'title', contains: 'disk' } })).toMatchObject({
    open: 1,
    over: 0,
    newest: [{ number: 1, title: 'Disk full on db1', status: 'triggered' }],
  });
  expect(await handlers['noise:preview']({ when: { field: 'title', contains: 'water' } })).toMatchObject({ open: 0, over: 0, newest: [] });
  expect(await handlers['noise:preview']({ when: { field: 'weather', is: 'rain' } })).toEqual({
    problem: expect.stringContaining('"weather" is not a field'),
  });
});

it('[NSE33] makes a silence with the relay away, marks it as not confirmed, and the relay has it afterwards', async () => {
  const world = await World.start();
  const { handlers } = await deskOf('ana', world);
  world.killRelay();
  await world.forward(20 * SECOND_MS);
  const made = await handlers['noise:define'](silence(world));
  expect(made).toMatchObject({ ok: true, id: expect.any(String) });
  const [shown] = (await handlers['noise:get'](undefined)).silences;
  expect(shown).toMatchObject({ name: 'Ticket 4711', state: 'active', pending: true, when: { en: 'title contains "disk"' } });
  world.startRelay();
  await world.forward(MINUTE_MS);
  expect((await handlers['noise:get'](undefined)).silences[0]).toMatchObject({ pending: false });
});

it('[NSE36] ends a silence, and brings it back as it was under its own id', async () => {
  const world = await World.start();
  const { handlers } = await deskOf('ana', world);
  await handlers['noise:define'](silence(world));
  const before = (await handlers['noise:get'](undefined)).silences[0]?.definition as Silence;
  const { id, ...said } = before;
  expect(await handlers['noise:remove']({ kind: 'silence', id })).toEqual({ ok: true });
  expect((await handlers['noise:get'](undefined)).silences).toEqual([]);
  expect(await handlers['noise:remove']({ kind: 'silence', id })).toMatchObject({ ok: false });
  expect(await handlers['noise:define']({ kind: 'silence', id, said })).toEqual({ ok: true, id });
  expect((await handlers['noise:get'](undefined)).silences[0]?.definition).toEqual(before);
});

it('[NSE33] tells a responder at once that a maintenance window is for leads, and writes nothing', async () => {
  const world = await World.start();
  const { handlers, desktop } = await deskOf('ana', world);
  const pending = desktop.app.replica.pending.length;
  const until = world.clock.now() + HOUR_MS;
  const window = { name: 'Upgrade', services: ['billing'], once: { from: world.clock.now(), until } };
  expect(await handlers['noise:define']({ kind: 'maintenance', said: window })).toEqual({
    ok: false,
    message: 'The role responder may not do this; ask a lead or an admin.',
  });
  expect(await handlers['noise:define']({ kind: 'silence', said: { name: '', until } })).toMatchObject({ ok: false });
  expect(await handlers['noise:get'](undefined)).toMatchObject({ maySilence: true, mayEdit: false, maintenance: [] });
  expect(desktop.app.replica.pending).toHaveLength(pending);
});
