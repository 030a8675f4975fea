import { nextChange } from '../condition/evaluate.ts';
import type { Incident } from '../incident/incident.ts';
import { isOpenRoom } from '../incident/telling.ts';
import type { Audience } from '../incident/telling-events.ts';
import { HOUR_MS, type Instant } from '../time/instant.ts';
import { audiencesOf, isTold, opensByRule, stageOf, type Channel } from './channel.ts';
import type { Decision } from './decision.ts';
import { applies, type EscalationRules } from './rules.ts';

/** How long after an incident is over a room for what comes after still opens by itself: what ended long ago opens none. */
export const opensAfterMs = HOUR_MS;

/**
 * The first room that is to open for an incident, or when to ask again (S83-S88). One with a rule opens when its stage is reached and its
 * condition holds; any opens once something was said that belongs there. What is suppressed opens none.
 */
export function decideRooms(incident: Incident, rules: EscalationRules, now: Instant): Decision | undefined {
  const isLongOver = incident.status === 'resolved' && (incident.resolution?.at ?? incident.lastEventAt) < now - opensAfterMs;
  if (incident.status === 'suppressed' || isLongOver) {
    return undefined;
  }
  let wakeAt = Infinity;
  for (const channel of rules.rooms?.() ?? []) {
    if (isOpenRoom(incident, channel.id)) {
      continue;
    }
    const isStage = opensByRule(channel) && isAtStage(channel, incident);
    const isSaid = isSpokenIn(channel, incident);
    if ((isStage || isSaid) && applies(channel.when, rules, now)) {
      return { kind: 'open-room', room: channel.id, why: isStage ? 'rule' : 'said' };
    }
    if ((isStage || isSaid) && channel.when) {
      wakeAt = Math.min(wakeAt, nextChange(channel.when, rules.moment(now)) ?? Infinity);
    }
  }
  return wakeAt === Infinity ? undefined : { kind: 'wake', at: wakeAt };
}

/** Without stages of its own a room is for as long as the incident is open. */
function isAtStage({ stages }: Channel, incident: Incident): boolean {
  const stage = stageOf(incident);
  return stages === undefined ? stage !== 'resolved' : stages.includes(stage);
}

/** Whether something was said for those in a channel that is for them at any stage, or waits there to be approved. */
function isSpokenIn(channel: Channel, { posts = [], actions }: Incident): boolean {
  if (!isForAnyStage(channel)) {
    return false;
  }
  const isFor = (audience: Audience) => audiencesOf(channel).includes(audience);
  const isPosted = posts.some(({ kind, audience }) => isFor(audience) && isTold(channel, kind === 'update' ? 'updates' : 'decisions'));
  const isForCustomers = actions.some(
    ({ kind, status }) =>
      isForOutside(kind) && ((status === 'released' && isTold(channel, 'updates')) || (status === 'waiting' && isTold(channel, 'drafts'))),
  );
  return isPosted || (isFor('customers') && isForCustomers);
}

/** Whether a channel names its audience and waits for no stage: what is said for them is said there, and opens it. */
function isForAnyStage({ for: audiences, stages }: Channel): boolean {
  return audiences !== undefined && stages === undefined;
}

/** Whether an action is words for customers, whoever of them reads it; an escalation to a vendor or a disclosure is nobody's news. */
export function isForOutside(kind: Incident['actions'][number]['kind']): boolean {
  return kind === 'customer-update' || kind === 'public-status';
}

/** Whether a channel is where something for an audience belongs, for an incident: it is open there, or is for them at any stage. */
export function belongsIn(
  channel: Channel,
  incident: Incident,
  audience: Audience,
  rules: Pick<EscalationRules, 'facts' | 'moment'>,
  now: Instant,
): boolean {
  const isInUse = isOpenRoom(incident, channel.id) || incident.path.some(({ channels }) => channels?.includes(channel.id));
  const isFor = audiencesOf(channel).includes(audience);
  return isFor && (isInUse || (isForAnyStage(channel) && applies(channel.when, rules, now)));
}
