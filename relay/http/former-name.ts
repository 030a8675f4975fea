import { z } from 'zod';
import type { Suppression } from '../../shared/noise/suppression.ts';
import { suppressorOf } from '../../shared/queue/suppressed-by.ts';
import type { Ledger } from '../log/ledger.ts';

const Named = z.looseObject({ definition: z.looseObject({ name: z.string() }) });

/** The name that what suppresses an incident had before it was taken out of the workspace; undefined for what never had one. */
export function formerName(ledger: Pick<Ledger, 'history'>, suppression: Suppression): string | undefined {
  const suppressor = suppressorOf(suppression);
  const bodies = suppressor ? ledger.history(suppressor).toReversed() : [];
  return bodies.map(({ body }) => Named.safeParse(body).data?.definition.name).find((name) => name !== undefined);
}
