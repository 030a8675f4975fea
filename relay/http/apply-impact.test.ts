import { expect, it } from 'vitest';
import { RelayLog } from '../../test/harness/relay-log.ts';
import type { Change } from '../../shared/workspace/difference.ts';
import { acceptAlerts } from '../ingest/intake.ts';
import { goneWith } from './apply-impact.ts';

it('says which keys end with what a file removes, and which incidents that are open lose their service', async () => {
  const { ledger } = await RelayLog.withSample();
  const removed = (kind: 'service' | 'integration', id: string): Change => ({
    kind,
    id,
    change: 'removed',
    fields: [],
    draft: { type: `${kind}.removed`, entity: { kind, id }, body: {} },
  });
  const changes = [removed('service', 'checkout'), removed('service', 'billing'), removed('integration', 'monitoring')];
  const key = expect.objectContaining({ kind: 'integration', id: 'monitoring', open: 0 }) as object;
  expect(goneWith(ledger.state, changes)).toEqual([key]);

  const alert = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full', source: 'db1', severity: 'critical' } as const;
  await acceptAlerts(ledger, 'monitoring', [alert], () => '0197d3b8-0000-7000-8000-000000000001');
  expect(goneWith(ledger.state, changes)).toEqual([{ kind: 'service', id: 'checkout', name: 'Checkout', open: 1 }, key]);
  expect(goneWith(ledger.state, [])).toEqual([]);
});
