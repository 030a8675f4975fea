import { isOpen, type Incident } from '../incident/incident.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import { find, nameOf, type Workspace } from '../workspace/workspace.ts';

/** How far back a status page tells what was, ms. */
export const statusHistoryMs = 30 * DAY_MS;

/** Words released for the public; `at` is when they were proposed, `id` the action's. */
export interface StatusUpdate {
  id: string;
  at: Instant;
  text: string;
}

/** A disturbance as outsiders may know of it: the service by its public name and what was released, newest first. Nothing else of the incident. */
export interface Disturbance {
  id: string;
  service: string;
  began: Instant;
  /** When it was over; undefined while it is not. */
  ended: Instant | undefined;
  updates: readonly StatusUpdate[];
}

/** What a status page says. */
export interface StatusView {
  title: string;
  services: readonly { name: string; isDisturbed: boolean }[];
  open: readonly Disturbance[];
  past: readonly Disturbance[];
}

/**
 * What the public may read, of the incidents given; undefined when the workspace has no status page. An incident shows only when it is
 * of a service the page names and words of it were released for the public (S103): no title, no person, no severity ever does.
 */
export function statusView(workspace: Workspace, incidents: Iterable<Incident>, now: Instant): StatusView | undefined {
  const organisation = find(workspace, 'organisation', 'organisation');
  const page = organisation?.statusPage;
  if (!organisation || !page) {
    return undefined;
  }
  const named = new Map(page.services.map(({ service, name }) => [service, name ?? nameOf(workspace, 'service', service)]));
  const disturbances = [...incidents].flatMap((incident): Disturbance[] => {
    const service = named.get(incident.service);
    const updates = updatesOf(incident);
    const ended = isOpen(incident) ? undefined : (incident.resolution?.at ?? incident.lastEventAt);
    const isShown = service !== undefined && updates.length > 0 && !incident.test && (ended ?? now) > now - statusHistoryMs;
    return isShown ? [{ id: incident.id, service, began: incident.triggeredAt, ended, updates }] : [];
  });
  const open = disturbances.filter(({ ended }) => ended === undefined);
  const disturbed = new Set(open.map(({ service }) => service));
  return {
    title: page.title ?? organisation.name,
    services: [...named.values()].map((name) => ({ name, isDisturbed: disturbed.has(name) })),
    open: open.toSorted((a, b) => b.began - a.began),
    past: disturbances.filter(({ ended }) => ended !== undefined).toSorted((a, b) => (b.ended ?? 0) - (a.ended ?? 0)),
  };
}

/** The words of an incident that were released for the public, newest first. */
export function updatesOf({ actions }: Pick<Incident, 'actions'>): StatusUpdate[] {
  return actions
    .filter(({ kind, status }) => kind === 'public-status' && status === 'released')
    .map(({ id, at, text }) => ({ id, at, text }))
    .toReversed();
}
