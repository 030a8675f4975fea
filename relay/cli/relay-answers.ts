import { z } from 'zod';

// Loose, so that --json passes on what a newer relay adds.

const Named = z.looseObject({ id: z.string(), name: z.string() });

/** An incident as the relay's HTTP API tells it. */
export const IncidentRecord = z.looseObject({
  id: z.string(),
  number: z.int(),
  title: z.string(),
  severity: z.string(),
  status: z.string(),
  snoozedUntil: z.string().optional(),
  suppression: z
    .looseObject({
      reason: z.string(),
      name: z.string().optional(),
      until: z.string().optional(),
      other: z.looseObject({ number: z.int() }).optional(),
    })
    .optional(),
  standsFor: z.int().optional(),
  problems: z.array(z.looseObject({ isOver: z.boolean() })).optional(),
  service: Named,
  level: z.int(),
  paged: z.array(Named),
  acknowledgedBy: Named.optional(),
  acknowledgedAt: z.string().optional(),
  acknowledgedVia: z.string().optional(),
  resolvedAt: z.string().optional(),
  next: z.looseObject({ kind: z.string(), at: z.string(), people: z.array(Named), isCatchAll: z.boolean().optional() }).optional(),
  triggeredAt: z.string(),
  dedupKey: z.string().optional(),
  test: z.boolean(),
});
/** An incident as the relay's HTTP API tells it. */
export type IncidentRecord = z.infer<typeof IncidentRecord>;

/** The answer to `GET /v1/incidents`. */
export const IncidentList = z.looseObject({ incidents: z.array(IncidentRecord) });

/** The answer to whatever is done to an incident. */
export const Recorded = z.looseObject({
  seq: z.int(),
  verdict: z.enum(['applied', 'noop', 'parked']),
  why: z.string().optional(),
  incident: IncidentRecord,
});
/** The answer to whatever is done to an incident. */
export type Recorded = z.infer<typeof Recorded>;

/** The answer to `GET /v1/oncall`. */
export const OnCall = z.looseObject({
  at: z.string(),
  unreachable: z.array(z.looseObject({ person: Named, onCallFrom: z.string(), since: z.string().nullable() })).default([]),
  schedules: z.array(
    z.looseObject({
      name: z.string(),
      zone: z.string(),
      onCall: z.looseObject({ person: Named, until: z.string() }).nullable(),
      also: z.array(z.looseObject({ person: Named, until: z.string() })).default([]),
      backup: z.array(Named).default([]),
      next: z.looseObject({ person: Named, from: z.string() }).nullable(),
    }),
  ),
});

/** A person as `GET /v1/devices` tells of them: how they can be reached. */
export const ReachedPerson = z.looseObject({
  person: Named,
  onCall: z.enum(['now', 'soon']).nullable(),
  onCallFrom: z.string().nullable(),
  reachable: z.boolean(),
  unreachableSince: z.string().nullable(),
  devices: z.array(
    z.looseObject({
      name: z.string(),
      connected: z.boolean(),
      lastSeenAt: z.string().nullable(),
      provenAt: z.string().nullable(),
      lastTest: z.looseObject({ at: z.string(), outcome: z.string(), why: z.string().nullable() }).nullable(),
    }),
  ),
});
/** A person as `GET /v1/devices` tells of them. */
export type ReachedPerson = z.infer<typeof ReachedPerson>;

/** The answer to `GET /v1/devices`. */
export const Devices = z.looseObject({ at: z.string(), people: z.array(ReachedPerson) });

/** The answer to `POST /v1/workspace`. */
export const Applied = z.looseObject({
  applied: z.boolean(),
  changes: z.array(
    z.looseObject({ kind: z.string(), id: z.string(), change: z.enum(['added', 'changed', 'removed']), fields: z.array(z.string()) }),
  ),
  impacts: z.array(z.looseObject({ schedule: z.string(), sentence: z.string() })).default([]),
  gone: z.array(z.looseObject({ kind: z.string(), name: z.string(), open: z.int() })).default([]),
  warnings: z.array(z.looseObject({ line: z.int(), column: z.int(), message: z.string() })).default([]),
});
/** The answer to `POST /v1/workspace`. */
export type Applied = z.infer<typeof Applied>;
/** One entity that a workspace file changes. */
export type AppliedChange = Applied['changes'][number];

/** The answer to `GET /v1/pairing`. */
export const Pairing = z.looseObject({ code: z.string(), expiresAt: z.string() });

/** The answer to `POST /v2/enqueue`. */
export const Enqueued = z.looseObject({ status: z.string(), dedup_key: z.string() });

const CalendarRecord = z.looseObject({
  id: z.string(),
  name: z.string(),
  shows: z.looseObject({ kind: z.string(), id: z.string(), name: z.string() }),
  madeAt: z.string(),
  fetchedAt: z.string().nullable(),
});

/** The answer to `GET /v1/calendars`. */
export const CalendarsList = z.looseObject({ calendars: z.array(CalendarRecord) });

/** The answer to `POST /v1/calendars`: the one time the secret path is told. */
export const CalendarMade = CalendarRecord.extend({ path: z.string() });

/** The answer to `DELETE /v1/calendars/ID`. */
export const CalendarRevoked = z.looseObject({ revoked: z.string() });
