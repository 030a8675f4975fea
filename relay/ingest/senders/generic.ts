import { applyMapping } from '../../../shared/alert/apply-mapping.ts';
import { keyOfText } from '../../../shared/routing/route.ts';
import type { Parsed, Sent } from './sender.ts';

/** Reads the JSON or form of a monitor of one's own by the mapping of its integration, or by the obvious names (B2). */
export function parseGeneric({ body, now, integration }: Sent): Parsed {
  const mapped = applyMapping(integration?.mapping, body, now, keyOfText);
  if ('errors' in mapped) {
    return mapped;
  }
  const { alerts, ignored } = mapped;
  return { alerts, changes: [], ...(ignored === 0 ? {} : { ignored: `${ignored} by the mapping of this integration` }) };
}
