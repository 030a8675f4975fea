import { expect, it } from 'vitest';
import { RelayMetrics } from './metrics.ts';

const none = () => 0;
const asked = { openIncidents: none, connections: none, head: none, engineLagSeconds: none, unreachable: none };
const upkeep = { logDamaged: none, diskRefuses: none, backupFailures: none, backupLastGoodSeconds: none };

it('says how late the loop is when somebody asks, and nothing that would need it watched every moment', async () => {
  const { registry } = new RelayMetrics({ ...asked, ...upkeep });
  const text = await registry.metrics();
  expect(text).toContain('nodejs_eventloop_lag_seconds ');
  expect(text).not.toMatch(/nodejs_eventloop_lag_(?!seconds)/);
});
