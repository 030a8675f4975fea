import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const teams = {
  payments: { name: 'Payments', members: ['ana', 'sam'] },
  billing: { name: 'Billing', members: ['bo', 'dana'] },
};

it('[ALR4] [ESC21] pages the payments team for a latency spike of payments, the billing team for an error of the billing service (S38)', async () => {
  const world = await World.start(
    shop(
      { steps: [{ notify: ['role:owning-team'] }] },
      {
        teams,
        services: {
          checkout: { name: 'Payments', team: 'payments', policy: 'payments' },
          billing: { name: 'Billing', team: 'billing', policy: 'payments' },
        },
        integrations: { 'billing-monitor': { name: 'Billing monitor', service: 'billing' } },
      },
    ),
  );
  await world.alert({ summary: 'Payment latency p99 is 4 s' });
  await world.alert({ summary: 'Backend error in the billing microservice' }, 'billing-monitor');
  expect(stepsOf(world, 1)).toEqual(['0 ana+sam triggered']);
  expect(stepsOf(world, 2)).toEqual(['0 bo+dana triggered']);
});

it('[ESC18] does so through one monitor too, by what its alerts say (S38, S39)', async () => {
  const steps = [
    {
      notify: ['team:payments'],
      when: {
        all: [
          { field: 'component', is: 'payments' },
          { field: 'class', contains: 'latency' },
        ],
      },
    },
    { notify: ['team:billing'], when: { field: 'label.microservice', is: 'billing' } },
    { notify: ['person:lea'] },
  ];
  const world = await World.start(shop({ steps }, { teams }));
  await world.alert({ dedupKey: '1', component: 'payments', class: 'latency spike' });
  await world.alert({ dedupKey: '2', details: { microservice: 'billing' } });
  await world.alert({ dedupKey: '3' });
  await world.forward(MINUTE_MS);
  expect([1, 2, 3].map((number) => world.incident(number).path.at(-1)?.targets)).toEqual([['ana', 'sam'], ['bo', 'dana'], ['lea']]);
  expect(stepsOf(world, 3)).toEqual(['0 skipped triggered', '0 skipped condition-not-met', '0 lea condition-not-met']);
});
