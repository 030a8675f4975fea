import type { Alert } from '../../shared/alert/alert.ts';
import type { DefinitionKind } from '../../shared/workspace/definitions.ts';
import { shop, type FilePart } from './shop.ts';
import type { World } from './world.ts';

/** A shop where a page goes to Ana, and ten minutes later to Bo. */
export function noisyShop(more: Record<string, Record<string, unknown>> = {}, noise?: FilePart): string {
  const steps = [
    { notify: ['person:ana'], acknowledgeWithin: '10m' },
    { notify: ['person:bo'], acknowledgeWithin: '1h' },
  ];
  return shop({ steps }, { ...more, ...(noise ? { organisation: { noise } } : {}) });
}

/** Somebody defines something of the workspace, or takes it away. */
export async function defines(world: World, kind: DefinitionKind, id: string, definition: FilePart | undefined): Promise<void> {
  const entity = { kind, id };
  const draft = definition
    ? { type: `${kind}.defined`, entity, body: { definition: { id, ...definition } } }
    : { type: `${kind}.removed`, entity, body: {} };
  world.relay.write(draft, { kind: 'admin' });
  await world.settle();
}

/** How every incident stands, in the order they were opened: `suppressed by silence`, `triggered`, ... */
export function standing(world: World): string[] {
  return [...world.relay.state.incidents.values()].map(({ status, suppression }) =>
    suppression ? `${status} by ${suppression.reason}` : status,
  );
}

/** An alert whose key is its summary. */
export function about(what: string, more: Partial<Alert> = {}): Partial<Alert> {
  return { dedupKey: what, summary: what, ...more };
}
