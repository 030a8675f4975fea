import { z } from 'zod';
import { Id } from '../log/envelope.ts';
import { DigestPlan } from './digest-definition.ts';
import { target } from './file-target.ts';

/** Schema of the digests of a workspace file, by their ids. */
export const fileDigests = z
  .record(Id, z.strictObject({ ...DigestPlan.omit({ id: true, to: true }).shape, to: target }))
  .transform((digests, context): DigestPlan[] =>
    Object.entries(digests).flatMap(([id, digest]) => {
      const parsed = DigestPlan.safeParse({ id, ...digest });
      if (parsed.success) {
        return [parsed.data];
      }
      const message = `A digest goes to person:ID or channel:ID, not to a ${digest.to.kind}`;
      context.addIssue({ code: 'custom', path: [id, 'to'], message });
      return [];
    }),
  );

/** Digests as a file writes them. */
export function fileDigestsOf(digests: readonly DigestPlan[]): object {
  return Object.fromEntries(digests.map(({ id, to, ...digest }) => [id, { ...digest, to: `${to.kind}:${to.id}` }]));
}
