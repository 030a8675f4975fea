import { z } from 'zod';
import { Condition } from '../condition/condition.ts';
import { Stage } from '../incident/incident-events.ts';
import type { Incident } from '../incident/incident.ts';
import { Audience } from '../incident/telling-events.ts';
import { Id } from '../log/envelope.ts';

/** Schema of the stages at which a room may open: `detected` until somebody says how far the work is, `resolved` when it is over (S83-S88). */
export const RoomStage = z.enum(['detected', ...Stage.options, 'resolved']);
/** A stage at which a room may open. */
export type RoomStage = z.infer<typeof RoomStage>;

/** Schema of what a room is told of: changes of an incident's status, updates, decisions, and words for customers that wait for approval. */
export const Tells = z.enum(['status', 'updates', 'decisions', 'drafts']);
/** What a room is told of. */
export type Tells = z.infer<typeof Tells>;

const unique = (given: readonly string[]) => new Set(given).size === given.length;

/**
 * Schema of a channel people talk in: a step may speak there; its audience and purpose keep it in use for one thing (S83, S89).
 * - `stages`, `when`: it opens by itself for an incident at one of these stages of which this holds; without either it never does.
 * - `for`: whose updates belong there, responders' unless said otherwise. `tells`: what it is told of besides that it opens.
 */
export const Channel = z.strictObject({
  id: Id,
  name: z.string().trim().min(1, 'give it a name').max(200),
  audience: z.string().max(500).optional(),
  purpose: z.string().max(500).optional(),
  stages: z.array(RoomStage).min(1, 'name at least one stage').refine(unique, 'name each stage once').optional(),
  when: Condition.optional(),
  for: z.array(Audience).min(1, 'name at least one audience').refine(unique, 'name each audience once').optional(),
  tells: z.array(Tells).refine(unique, 'name each once').optional(),
});
/** A channel people talk in. */
export type Channel = z.infer<typeof Channel>;

/** At which stage an incident is, as rooms see it. */
export function stageOf({ status, stage }: Pick<Incident, 'status' | 'stage'>): RoomStage {
  return status === 'resolved' ? 'resolved' : (stage ?? 'detected');
}

/** Whether a channel opens by itself. */
export function opensByRule({ stages, when }: Pick<Channel, 'stages' | 'when'>): boolean {
  return stages !== undefined || when !== undefined;
}

/** Whose updates belong in a channel. */
export function audiencesOf({ for: audiences }: Pick<Channel, 'for'>): readonly Audience[] {
  return audiences ?? ['responders'];
}

/** Whether a channel is for customers and nobody else. */
function isForCustomers(channel: Pick<Channel, 'for'>): boolean {
  return audiencesOf(channel).every((audience) => audience === 'customers');
}

/** Whether customers may read a channel themselves: it hears released words and nothing else, not even that it opened. */
export function isOutward(channel: Pick<Channel, 'for' | 'tells'>): boolean {
  return isForCustomers(channel) && !isTold(channel, 'status') && !isTold(channel, 'drafts');
}

/** Whether a channel is told of a kind of thing; one for customers alone hears updates and nothing else unless it says so. */
export function isTold(channel: Pick<Channel, 'for' | 'tells'>, what: Tells): boolean {
  return (channel.tells ?? (isForCustomers(channel) ? ['updates'] : ['status', 'updates', 'decisions'])).some((each) => each === what);
}
