import type { Alert } from '../alert/alert.ts';
import type { Instant } from '../time/instant.ts';
import type { Incident, Member } from './incident.ts';

/** The key under which alerts of one problem meet: the same dedup key of another integration is another problem (B2). */
export function problemKey(integration: string, dedupKey: string): string {
  return `${integration}/${dedupKey}`;
}

/** Every problem whose alerts an incident has taken, as `problemKey` names it, its first alert's first; none of one no monitor opened. */
export function problemsOf({ integration, dedupKey, members }: Incident): readonly string[] {
  if (integration === undefined) {
    return [];
  }
  const keys = members ?? (dedupKey === undefined ? [] : [{ dedupKey, integration: undefined }]);
  return keys.map((member) => problemKey(member.integration ?? integration, member.dedupKey));
}

/** Whose problem an alert speaks of: the key and, of an incident with several, the integration. */
export interface Said {
  integration: string;
  dedupKey: string;
}

function isSame(incident: Pick<Incident, 'integration'>, member: Member, said: Said): boolean {
  return member.dedupKey === said.dedupKey && (member.integration ?? incident.integration) === said.integration;
}

/** The problems of an incident that are not over at `now`, besides one: not said to be, and said again before they expired. */
export function othersFiring(incident: Pick<Incident, 'integration' | 'members'>, said: Said, now: Instant): readonly Member[] {
  const others = (incident.members ?? []).filter((member) => !isSame(incident, member, said));
  return others.filter(({ isOver, expiresAt = Infinity }) => !isOver && expiresAt > now);
}

/** Whether a problem is known to be over though the incident goes on for others. */
export function isMemberOver(incident: Pick<Incident, 'integration' | 'members'>, said: Said): boolean {
  return incident.members?.find((member) => isSame(incident, member, said))?.isOver ?? false;
}

/**
 * An incident with one more alert of its problems at `at`: that a problem is over is no alert to count. When it expires follows from
 * all of its problems: never, while one of them does not.
 */
export function withAlert(next: Incident, alert: Alert, integration: string | undefined, at: Instant): Incident {
  const isOver = alert.action === 'resolve';
  const counted = isOver ? next : { ...next, alertCount: next.alertCount + 1, lastAlertAt: at };
  const { dedupKey, expiresAt } = alert;
  const isOwn = dedupKey === next.dedupKey && (integration === undefined || integration === next.integration);
  const said: Member = { dedupKey, isOver, expiresAt, ...(integration === next.integration ? {} : { integration }) };
  if (next.group && (next.members || !isOwn)) {
    const members = membersWith(next, said);
    return expiring({ ...counted, members }, expiryOf(members));
  }
  return expiring(counted, isOwn ? expiresAt : latest([next.expiresAt, expiresAt]));
}

function membersWith(incident: Incident, said: Member): readonly Member[] {
  const { dedupKey, expiresAt, integration = '' } = incident;
  const known = incident.members ?? (dedupKey === undefined ? [] : [bare({ dedupKey, isOver: false, expiresAt })]);
  const isSaid = (member: Member) => isSame(incident, member, { dedupKey: said.dedupKey, integration: said.integration ?? integration });
  return known.some(isSaid) ? known.map((member) => (isSaid(member) ? bare(said) : member)) : [...known, bare(said)];
}

function bare({ dedupKey, integration, isOver, expiresAt }: Member): Member {
  return {
    dedupKey,
    ...(integration === undefined ? {} : { integration }),
    isOver,
    ...(expiresAt === undefined || isOver ? {} : { expiresAt }),
  };
}

function expiryOf(members: readonly Member[]): Instant | undefined {
  return latest(members.filter(({ isOver }) => !isOver).map(({ expiresAt }) => expiresAt));
}

/** The latest of several instants; undefined when one of them is not known, or there is none. */
function latest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  const last = Math.max(...instants.map((instant) => instant ?? Infinity));
  return Number.isFinite(last) ? last : undefined;
}

function expiring(next: Incident, expiresAt: Instant | undefined): Incident {
  return next.expiresAt === expiresAt ? next : { ...next, expiresAt };
}
