import { z } from 'zod';
import { Change } from '../alert/change.ts';
import { Id, InstantMs } from '../log/envelope.ts';
import { scheduleEditBodies } from '../schedule/schedule-events.ts';
import { OneRotation } from '../schedule/upcast.ts';
import { ContactCommitment } from './contact.ts';
import { definitions } from './definitions.ts';
import { deviceBodies } from './device-events.ts';
import { wayBodies } from './way-events.ts';

const removed = z.strictObject({});

/** Schemas of the bodies of every event that shapes the workspace. `*.defined` carries the whole definition and makes a new revision. */
export const workspaceBodies = {
  'organisation.defined': z.strictObject({ definition: definitions.organisation }),
  'person.defined': z.strictObject({ definition: definitions.person }),
  'person.removed': removed,
  'person.contact-erased': z.strictObject({ commitment: ContactCommitment.shape.commitment.optional() }),
  'leave.added': z.strictObject({ leave: Id, from: InstantMs, until: InstantMs, note: z.string().max(200).optional() }),
  'leave.removed': z.strictObject({ leave: Id }),
  ...wayBodies,
  'team.defined': z.strictObject({ definition: definitions.team }),
  'team.removed': removed,
  'turn.taken': z.strictObject({ person: Id }),
  'channel.defined': z.strictObject({ definition: definitions.channel }),
  'channel.removed': removed,
  // Versions before layers wrote one rotation; what they have written is read and taken.
  'schedule.defined': z.strictObject({ definition: z.union([definitions.schedule, OneRotation]) }),
  'schedule.removed': removed,
  'policy.defined': z.strictObject({ definition: definitions.policy }),
  'policy.removed': removed,
  'service.defined': z.strictObject({ definition: definitions.service }),
  'service.removed': removed,
  'integration.defined': z.strictObject({ definition: definitions.integration }),
  'integration.removed': removed,
  'routing-rule.defined': z.strictObject({ definition: definitions['routing-rule'] }),
  'routing-rule.removed': removed,
  'grouping.defined': z.strictObject({ definition: definitions.grouping }),
  'grouping.removed': removed,
  'inhibition.defined': z.strictObject({ definition: definitions.inhibition }),
  'inhibition.removed': removed,
  'silence.defined': z.strictObject({ definition: definitions.silence }),
  'silence.removed': removed,
  'maintenance.defined': z.strictObject({ definition: definitions.maintenance }),
  'maintenance.removed': removed,
  'heartbeat.defined': z.strictObject({ definition: definitions.heartbeat }),
  'heartbeat.removed': removed,
  'change.recorded': z.strictObject({ change: Change, integration: Id }),
  ...scheduleEditBodies,
  'zones.adopted': z.strictObject({ version: z.string().min(1).max(50) }),
  ...deviceBodies,
} as const;

/** The type of an event that shapes the workspace. */
export type WorkspaceEventType = keyof typeof workspaceBodies;
/** The body of a workspace event by type. */
export type WorkspaceBody<T extends WorkspaceEventType> = z.infer<(typeof workspaceBodies)[T]>;
