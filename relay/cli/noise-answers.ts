import { z } from 'zod';

// Loose, so that --json passes on what a newer relay adds.

const SilenceRecord = z.looseObject({
  id: z.string(),
  name: z.string(),
  whenText: z.string(),
  from: z.string().optional(),
  until: z.string(),
  status: z.string(),
  suppressed: z.int(),
});

/** The answer to `GET /v1/silences`. */
export const SilenceList = z.looseObject({ silences: z.array(SilenceRecord) });

/** The answer to `POST /v1/silences`. */
export const SilenceMade = z.looseObject({
  silence: SilenceRecord,
  fits: z.looseObject({ open: z.int(), over: z.int() }).optional(),
});

/** The answer to `DELETE /v1/silences/ID`. */
export const SilenceEnded = z.looseObject({ silence: z.string(), released: z.int() });

/** The answer to `GET /v1/maintenance`. */
export const MaintenanceList = z.looseObject({
  maintenance: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      services: z.array(z.string()).optional(),
      whenText: z.string().optional(),
      activeUntil: z.string().optional(),
      nextEdge: z.string().optional(),
      suppressed: z.int(),
    }),
  ),
});
