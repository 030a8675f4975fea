import { z } from 'zod';

// Loose, so that --json passes on what a newer relay adds.

const LastTest = z.looseObject({ at: z.string(), outcome: z.string(), why: z.string().nullable() });

/** How one person is paged beside their laptop, as the relay tells it. */
export const PersonWays = z.looseObject({
  person: z.looseObject({ id: z.string(), name: z.string() }),
  ownRules: z.boolean(),
  addresses: z.array(
    z.looseObject({ kind: z.string(), name: z.string().nullable(), shown: z.string().nullable(), verifiedAt: z.string().nullable() }),
  ),
  ways: z.array(
    z.looseObject({
      channel: z.string(),
      address: z.string().nullable(),
      verified: z.boolean(),
      why: z.string().nullable(),
      lastTest: LastTest.nullable(),
    }),
  ),
});
/** How one person is paged beside their laptop. */
export type PersonWays = z.infer<typeof PersonWays>;

/** The answer to `GET /v1/people`. */
export const People = z.looseObject({ people: z.array(PersonWays) });

/** The answer to `POST /v1/people/ID/test`. */
export const Tested = z.looseObject({
  test: z.string(),
  ways: z.array(
    z.looseObject({ channel: z.string(), address: z.string().nullable(), outcome: z.string().nullable(), why: z.string().nullable() }),
  ),
});

/** The answer to `POST /v1/people/ID/verify`. */
export const CodeSent = z.looseObject({ by: z.string() });
