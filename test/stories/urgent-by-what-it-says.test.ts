import { expect, it } from 'vitest';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

const urgent = 3;
const high = 2;
const policy = shop(
  {
    steps: [{ notify: ['person:ana'] }, { notify: ['person:bo'] }, { notify: ['person:sam'] }],
    straightTo: [
      {
        when: {
          all: [
            { field: 'environment', is: 'production' },
            { field: 'customerFacing', is: true },
          ],
        },
        level: urgent,
      },
      { when: { field: 'text', matches: '\\b(breach|leak(ed)?)\\b' }, level: urgent },
      {
        when: {
          all: [
            { field: 'owner', is: 'SRE' },
            { field: 'text', contains: 'latency' },
          ],
        },
        level: high,
      },
    ],
  },
  { services: { checkout: { attributes: { owner: 'SRE', customerFacing: true } } } },
);

it.each([
  ['production and customers feel it', 'sam', { details: { env: 'production' } }],
  ['not production', 'ana', { details: { env: 'staging' } }],
  ['production that customers do not feel', 'ana', { details: { env: 'production', customer_facing: 'no' } }],
  ['owned by SRE, and it speaks of latency', 'bo', { summary: 'Latency of checkout rises' }],
  ['owned by others, and it speaks of latency', 'ana', { summary: 'Latency of checkout rises', details: { owner: 'web' } }],
  ['it says "breach"', 'sam', { summary: 'Possible breach of the customer database' }],
])('[ESC20] treats as urgent, high or ordinary: %s goes to %s (S78)', async (_, person, alert) => {
  const world = await World.start(policy);
  await world.alert(alert);
  expect(world.incident().path.map(({ targets }) => targets)).toEqual([[person]]);
});
