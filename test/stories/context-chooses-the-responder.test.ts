import { expect, it } from 'vitest';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

const world = () =>
  World.start(
    shop(
      {
        steps: [
          { notify: ['person:dana'], when: { field: 'domain', is: 'database' } },
          { notify: ['person:sam'], when: { field: 'segment', is: 'external' } },
          { notify: ['person:bo'], when: { field: 'owner', is: 'platform' } },
          { notify: ['person:ana'] },
        ],
      },
      {
        services: {
          checkout: { attributes: { owner: 'shop' } },
          cluster: { name: 'Cluster', policy: 'payments', attributes: { owner: 'platform', segment: 'internal' } },
        },
        integrations: { kubernetes: { name: 'Kubernetes', service: 'cluster' } },
      },
    ),
  );

it.each([
  ['a database', 'dana', { details: { domain: 'database' } }, 'monitoring'],
  ['an external customer segment', 'sam', { details: { customer_segment: 'external' } }, 'monitoring'],
  ['what another team owns', 'bo', {}, 'kubernetes'],
  ['what the alert says against what is known of its service', 'sam', { details: { segment: 'external' } }, 'kubernetes'],
  ['anything else', 'ana', {}, 'monitoring'],
])('[ESC18] pages by context: %s goes to %s (S37, S39)', async (_, person, alert, integration) => {
  const started = await world();
  await started.alert(alert, integration);
  expect(started.incident().path.at(-1)?.targets).toEqual([person]);
});
