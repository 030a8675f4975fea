import { z } from 'zod';
import { Id } from '../log/envelope.ts';
import type { Override } from '../schedule/definition.ts';
import { Channel } from '../escalation/channel.ts';
import { Integration, Organisation, Service, Team, type Definition } from './definitions.ts';
import { fileDigests } from './file-digests.ts';
import { fileForm } from './file-form.ts';
import { filePerson, fileSeverities } from './file-people.ts';
import { fileGrouping, fileHeartbeat, fileInhibition, fileMaintenance, fileNoise, fileRoutingRule, fileSilence } from './file-noise.ts';
import { fileCatchAll, filePolicy } from './file-policy.ts';
import { fileSchedule } from './file-schedule.ts';

/** Schema of a workspace file: every entity keyed by its id, durations and targets as people write them. */
export const WorkspaceFile = z.strictObject({
  organisation: z.strictObject({
    name: Organisation.shape.name,
    catchAll: fileCatchAll.optional(),
    severities: fileSeverities.optional(),
    noise: fileNoise.optional(),
    statusPage: Organisation.shape.statusPage,
    updates: Organisation.shape.updates,
    bridge: Organisation.shape.bridge,
  }),
  people: z.record(Id, filePerson),
  teams: z.record(Id, Team.omit({ id: true })).default({}),
  channels: z.record(Id, Channel.omit({ id: true })).default({}),
  schedules: z.record(Id, fileSchedule).default({}),
  policies: z.record(Id, filePolicy),
  services: z.record(Id, Service.omit({ id: true })),
  integrations: z.record(Id, Integration.omit({ id: true })).default({}),
  routingRules: z.record(Id, fileRoutingRule).default({}),
  groupings: z.record(Id, fileGrouping).default({}),
  inhibitions: z.record(Id, fileInhibition).default({}),
  silences: z.record(Id, fileSilence).optional(),
  maintenances: z.record(Id, fileMaintenance).optional(),
  heartbeats: z.record(Id, fileHeartbeat).default({}),
  form: fileForm.optional(),
  digests: fileDigests.optional(),
});
/** A workspace file, checked and turned into our units. */
export type WorkspaceFile = z.infer<typeof WorkspaceFile>;

/** A schedule as a file defines it: `overrides` undefined means the file does not speak of them. */
export type FileSchedule = Omit<Definition<'schedule'>, 'overrides'> & { overrides?: Override[] | undefined };
