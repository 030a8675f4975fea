import { z } from 'zod';
import { Turns } from '../../shared/schedule/turns.ts';

// Loose, so that --json passes on what a newer relay adds.

const Named = z.looseObject({ id: z.string(), name: z.string() });
const Said = z.looseObject({ kind: z.string(), from: z.string(), until: z.string(), sentence: z.string() });
const Shift = z.looseObject({
  person: Named,
  from: z.string(),
  until: z.string(),
  layer: z.string().optional(),
  override: z.string().optional(),
});
/** A shift as the relay tells it. */
export type Shift = z.infer<typeof Shift>;

/** The answer to `GET /v1/schedules`. */
export const ScheduleList = z.looseObject({
  schedules: z.array(z.looseObject({ id: z.string(), name: z.string(), zone: z.string(), worst: Said.nullable() })),
});

const Layer = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  use: z.string(),
  members: z.array(z.looseObject({ id: z.string(), person: Named, from: z.string().optional(), until: z.string().optional() })),
  turns: Turns,
  changes: z.array(z.looseObject({ from: z.string(), turns: Turns })),
});
/** A layer as the relay tells it. */
export type Layer = z.infer<typeof Layer>;

const Shown = z.looseObject({
  id: z.string(),
  name: z.string(),
  zone: z.string(),
  limits: z.looseObject({ restMs: z.int().optional(), nightsInARow: z.int().optional() }).optional(),
  from: z.string(),
  until: z.string(),
  final: z.array(Shift),
  backup: z.array(Shift),
  shadow: z.array(Shift),
  layers: z.array(Layer),
  overrides: z.array(
    z.looseObject({ id: z.string(), person: Named, from: z.string(), until: z.string(), replaces: z.string().optional() }),
  ),
  swaps: z.array(z.looseObject({ id: z.string(), giver: Named, taker: Named, from: z.string(), until: z.string(), status: z.string() })),
  findings: z.array(Said),
});
/** A schedule in a window as the relay tells it. */
export type Shown = z.infer<typeof Shown>;

/** The answer to `GET /v1/schedules/ID`. */
export const ScheduleShown = z.looseObject({ schedule: Shown });

const Impacts = z.array(z.looseObject({ person: z.string(), sentence: z.string() }));

/** The answer to `POST /v1/schedules/ID/COMMAND`. */
export const Edited = z.looseObject({
  dryRun: z.boolean(),
  verdict: z.enum(['applied', 'noop', 'parked']),
  why: z.string().optional(),
  made: z.looseObject({ type: z.string(), body: z.record(z.string(), z.unknown()) }),
  preview: z.looseObject({ people: Impacts, newFindings: z.array(Said) }),
});
/** The answer to `POST /v1/schedules/ID/COMMAND`. */
export type Edited = z.infer<typeof Edited>;

/** The answer to `GET /v1/coverage`. */
export const Covered = z.looseObject({ until: z.string(), schedules: z.array(Named), findings: z.array(Said) });

/** The answer to `GET /v1/balance`. */
export const Balanced = z.looseObject({
  from: z.string(),
  until: z.string(),
  people: z.array(
    z.looseObject({
      name: z.string(),
      onCallMs: z.int(),
      nights: z.int(),
      weekendDays: z.int(),
      interruptions: z.looseObject({ business: z.int(), off: z.int(), sleep: z.int() }),
      sentence: z.string(),
    }),
  ),
  unknown: z.array(z.string()),
});

/** A fair rotation as the relay draws it. */
export const Proposed = z.object({
  applied: z.boolean(),
  watches: z.array(
    z.object({
      from: z.string(),
      until: z.string(),
      people: z.array(z.object({ id: z.string(), name: z.string(), why: z.array(z.string()) })),
    }),
  ),
  table: z.array(z.looseObject({ person: z.object({ id: z.string(), name: z.string() }), sentence: z.string() })),
  bends: z.array(z.string()),
  unfilled: z.array(z.string()),
  preview: z.looseObject({}),
});
