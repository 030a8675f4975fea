import { expect, it } from 'vitest';
import { senders } from './senders.ts';

it('[ALR39] takes from each sender as much as it sends: 16 MB of alerts, 25 MB of a pipeline’s, 2 MB of Sentry’s, and 512 KB of all others', () => {
  const mb = 1024 * 1024;
  const limits = Object.fromEntries(
    Object.entries(senders).map(([name, { maxBytes }]) => [name, maxBytes === undefined ? 0.5 : maxBytes / mb]),
  );
  expect(limits).toMatchObject({ alertmanager: 16, prometheus: 16, grafana: 16, generic: 16, github: 25, gitlab: 25, sentry: 2 });
  expect(Object.values(limits).filter((limit) => limit === 0.5)).toHaveLength(7);
});
