import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

const secondsOf = (heard: readonly { at: number }[]) => heard.map(({ at }) => Math.round((at - (heard[0]?.at ?? 0)) / SECOND_MS));

it.each([-12, -3, 5, 12])(
  '[SYN10] pages on time on a laptop whose clock is %i hours wrong, with the relay and without it',
  async (hours) => {
    const world = await World.start();
    const bo = await world.desktop('bo', { wrongByMs: hours * HOUR_MS });
    await world.alert();
    world.killRelay();
    await world.forward(2 * MINUTE_MS - SECOND_MS);
    expect(bo.bell.heard).toHaveLength(0);
    await world.forward(35 * SECOND_MS);
    expect(secondsOf(bo.bell.heard)).toEqual([0, 15, 30]);

    bo.app.acknowledge(bo.incident().id, 'notification');
    world.startRelay();
    await world.forward(MINUTE_MS);
    const { acknowledgement } = world.incident();
    expect(acknowledgement?.person).toBe('bo');
    expect(Math.abs((acknowledgement?.at ?? 0) - (acknowledgement?.happenedAt ?? 0))).toBeLessThan(MINUTE_MS);
  },
);

it.each([-2, 3])(
  '[RING9] goes on ringing in time when somebody sets the laptop’s clock by %i hours while it rings offline',
  async (hours) => {
    const world = await World.start();
    const ana = await world.desktop('ana');
    await world.alert();
    world.killRelay();
    await world.forward(20 * SECOND_MS);
    ana.bell.heard.length = 0;
    ana.clock.set(hours * HOUR_MS);
    await world.forward(45 * SECOND_MS);
    expect(ana.bell.heard.length).toBeGreaterThanOrEqual(3);
    expect(ana.bell.heard.length).toBeLessThanOrEqual(4);
  },
);

it.each([-2, 3])('[RING9] knows the relay’s time again soon after its clock was set by %i hours', async (hours) => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.forward(3 * MINUTE_MS);
  ana.clock.set(hours * HOUR_MS);
  await world.forward(45 * SECOND_MS);
  expect(Math.abs(ana.app.replica.now() - world.clock.now())).toBeLessThan(SECOND_MS);
});

it('[RING9] escalates in time when the relay’s clock is set back by hours, also over a restart', async () => {
  const world = await World.start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.forward(MINUTE_MS);
  world.relayClock.set(-2 * HOUR_MS);
  await world.alert();
  expect(ana.bell.heard).toHaveLength(1);
  await world.forward(MINUTE_MS);
  world.killRelay();
  world.startRelay();
  await world.forward(MINUTE_MS + 2 * SECOND_MS);
  expect(bo.bell.heard.map(({ reason }) => reason)).toEqual(['escalated']);
  expect(ana.bell.heard.length).toBeGreaterThanOrEqual(8);
});

it.each([-10 * 365 * 24, -3, 3, 10 * 365 * 24])(
  '[SYN41] pages no later on a laptop that was started without the relay after its clock was set by %i hours',
  async (hours) => {
    const world = await World.start();
    const bo = await world.desktop('bo');
    await world.alert();
    world.killRelay();
    bo.kill();
    bo.clock.set(hours * HOUR_MS);
    bo.start();
    await world.forward(2 * MINUTE_MS + 11 * SECOND_MS);
    expect(bo.bell.heard[0]?.reason).toBe('escalated');
    await world.forward(MINUTE_MS);
    expect(bo.bell.heard.length).toBeGreaterThanOrEqual(4);
    bo.app.acknowledge(bo.incident().id, 'notification');
    world.startRelay();
    await world.forward(MINUTE_MS);
    const { acknowledgement, triggeredAt } = world.incident();
    expect(acknowledgement?.person).toBe('bo');
    expect(acknowledgement?.happenedAt).toBeGreaterThanOrEqual(triggeredAt);
    expect(Math.abs(bo.app.replica.now() - world.clock.now())).toBeLessThan(2 * SECOND_MS);
  },
);
