import { expect, it } from 'vitest';
import { readWorkspaceFile } from '../../shared/workspace/file.ts';
import { Outside } from '../../test/harness/outside.ts';
import { shop } from '../../test/harness/shop.ts';
import { outOfReach } from './out-of-reach.ts';

const file = shop(
  { steps: [{ notify: ['person:lea'] }] },
  {
    organisation: { statusPage: { services: [{ service: 'checkout' }], subscribe: {} } },
    digests: { morning: { name: 'Morning', at: '08:30', zone: 'Europe/Paris', to: 'person:lea' } },
  },
);

function warned(reach: Partial<Parameters<typeof outOfReach>[1]>) {
  const { outlets } = new Outside();
  const { warnings, problems } = readWorkspaceFile(file, (given) =>
    outOfReach(given, { publicUrl: 'https://x.example', outlets, ...reach }),
  );
  expect(problems).toEqual([]);
  return warnings.filter(({ path }) => /statusPage|digests/.test(path)).map(({ path, message }) => `${path}: ${message}`);
}

it('[COM12] names a status page, subscriptions and digests the relay can bring to nobody', () => {
  const why = 'No provider for mail is set up on the relay.';
  expect(warned({ publicUrl: undefined, outlets: { mail: [], waysTo: () => why } })).toEqual([
    'organisation.statusPage: Nobody can read the status page; start the relay with --public-url.',
    `organisation.statusPage.subscribe: ${why} Nobody is told anything.`,
    `digests.morning.to: ${why} Nobody gets the digest Morning.`,
  ]);
});

it('[COM12] says nothing of what a relay can do', () => {
  expect(warned({ outlets: { mail: ['mail'], waysTo: () => [{ provider: 'mail', to: 'lea@example.org' }] } })).toEqual([]);
});
