import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

const start = (ana: Record<string, unknown> = {}) =>
  World.start(
    shop(
      { steps: [{ notify: ['person:ana', 'person:bo'] }] },
      { people: { ana }, organisation: { severities: { critical: { remindEvery: '20m' } } } },
    ),
  );

it('[RING14] reminds whoever holds it every 20 minutes, once each time and nobody else (D3)', async () => {
  const world = await start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  ana.does('acknowledge');
  await world.forward(61 * MINUTE_MS);
  const told = ana.bell.heard.filter(({ reason }) => reason === 'reminder').map(({ at }) => Math.round((at - mondayNight) / MINUTE_MS));
  expect(told).toEqual([20, 40, 60]);
  expect(bo.reasons).not.toContain('reminder');
  expect(world.incident().status).toBe('acknowledged');
});

it('[RING14] reminds of nothing that sleeps, was handed over or is over', async () => {
  const world = await start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  ana.does('snooze', { for: '1h' });
  await world.forward(59 * MINUTE_MS);
  expect(ana.reasons).not.toContain('reminder');
  await world.forward(2 * MINUTE_MS);
  bo.does('acknowledge');
  await world.forward(21 * MINUTE_MS);
  expect([ana.reasons.includes('reminder'), bo.reasons.includes('reminder')]).toEqual([false, true]);
  bo.does('resolve');
  await world.forward(2 * SECOND_MS);
  expect(bo.bell.ringing.size).toBe(0);
  const heard = bo.bell.heard.length;
  await world.forward(HOUR_MS);
  expect(bo.bell.heard).toHaveLength(heard);
});

it('[RING14] reminds nobody in their quiet hours, and at once when they end', async () => {
  const world = await start({ quietHours: [{ from: '22:00', until: '04:00' }] });
  const ana = await world.desktop('ana');
  await world.alert();
  ana.does('acknowledge');
  await world.forward(2 * HOUR_MS - SECOND_MS);
  expect(ana.reasons).not.toContain('reminder');
  await world.forward(2 * SECOND_MS);
  expect(ana.reasons.at(-1)).toBe('reminder');
});
