import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { about, defines, noisyShop, standing } from '../harness/noise.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const patching = {
  name: 'Patching',
  services: ['checkout'],
  when: { field: 'environment', is: 'production' },
  // Monday 03:00 in Paris is when the story begins.
  weekly: { during: { days: ['mon'], from: '03:30', until: '04:30' }, zone: 'Europe/Paris' },
};
const other = {
  services: { billing: { name: 'Billing', policy: 'payments' } },
  integrations: { bills: { name: 'Bills', service: 'billing' } },
};
const production = (what: string) => about(what, { known: { environment: 'production' } });

it('[NSE4] mutes what is new of its services and matches, and nothing else; what rings already goes on', async () => {
  const world = await World.start(noisyShop(other));
  await defines(world, 'maintenance', 'patching', patching);
  await world.alert(production('before'));
  await world.forward(30 * MINUTE_MS);
  await world.alert(production('within'));
  await world.alert(about('staging', { known: { environment: 'staging' } }));
  await world.alert(production('bill'), 'bills');
  expect(standing(world)).toEqual(['triggered', 'suppressed by maintenance', 'triggered', 'triggered']);
  expect(world.incident(2).suppression).toEqual({ reason: 'maintenance', by: 'patching', until: mondayNight + 1.5 * HOUR_MS });
  expect(stepsOf(world, 1)).toEqual(['0 ana triggered', '10 bo not-acknowledged']);
});

it('[NSE4] at its end what still fires rings, what is over does not, and what a silence holds as well stays quiet', async () => {
  const world = await World.start(noisyShop());
  await defines(world, 'maintenance', 'patching', patching);
  await world.forward(30 * MINUTE_MS);
  for (const what of ['fires', 'over', 'silenced']) {
    await world.alert(production(what));
  }
  const when = { field: 'title', is: 'silenced' };
  await defines(world, 'silence', 'longer', { name: 'Longer', when, until: mondayNight + 2 * HOUR_MS });
  await world.alert({ ...production('over'), action: 'resolve' });
  await world.forward(HOUR_MS - SECOND_MS);
  expect(standing(world)).toEqual(['suppressed by maintenance', 'resolved', 'suppressed by maintenance']);
  await world.forward(SECOND_MS);
  expect(standing(world)).toEqual(['triggered', 'resolved', 'suppressed by silence']);
  await world.forward(30 * MINUTE_MS);
  expect(stepsOf(world)).toContain('120 ana suppression-ended');
});

it('[NSE4] a window put off while it lasts ends when it is put off', async () => {
  const world = await World.start(noisyShop());
  await defines(world, 'maintenance', 'patching', patching);
  await world.forward(30 * MINUTE_MS);
  await world.alert(production('disk'));
  await defines(world, 'maintenance', 'patching', undefined);
  await world.forward(SECOND_MS);
  expect(stepsOf(world)).toEqual(['30 ana suppression-ended']);
});
