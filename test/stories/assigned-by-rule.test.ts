import { expect, it } from 'vitest';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

const policy = shop(
  {
    steps: [
      { notify: ['person:sec'], when: { field: 'title', contains: 'security' } },
      {
        notify: ['person:dana'],
        when: {
          all: [
            { field: 'type', is: 'database' },
            { field: 'region', is: 'us-east' },
          ],
        },
      },
      {
        notify: ['person:sam'],
        when: {
          all: [
            { field: 'severity', is: 'critical' },
            { field: 'service', contains: 'payments' },
          ],
        },
      },
      { notify: ['person:ana'] },
    ],
  },
  {
    people: { sec: { name: 'SecOps lead' } },
    services: { 'payments-api': { name: 'Payments API', policy: 'payments' } },
    integrations: { payments: { name: 'Payments monitor', service: 'payments-api' } },
  },
);

it.each([
  ['urgent and of payments', 'sam', { severity: 'critical' as const }, 'payments'],
  ['of payments and not urgent', 'ana', { severity: 'error' as const }, 'payments'],
  ['urgent and of another service', 'ana', {}, 'monitoring'],
  ['a database in US-East', 'dana', { details: { type: 'database', region: 'US-East' } }, 'monitoring'],
  ['a database elsewhere', 'ana', { details: { type: 'database', region: 'eu-west' } }, 'monitoring'],
  ['named after security', 'sec', { summary: 'Security scanner found a hole' }, 'monitoring'],
])('[ESC18] assigns by rule: what is %s goes to %s (S79)', async (_, person, alert, integration) => {
  const world = await World.start(policy);
  await world.alert(alert, integration);
  expect(world.incident().path.at(-1)?.targets).toEqual([person]);
});
