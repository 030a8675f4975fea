import { isOpen, type Incident } from '../incident/incident.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import { find, nameOf, type Workspace } from '../workspace/workspace.ts';

/** How many days a status page looks back. */
export const statusDays = 90;
/** How far back a status page tells what was, ms. */
export const statusHistoryMs = statusDays * DAY_MS;

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
  /** `disturbedDays`: how many days before today each day was on which something was said of it, in UTC; 0 is today. */
  services: readonly { name: string; isDisturbed: boolean; disturbedDays: ReadonlySet<number> }[];
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
  const named = new Map(page.services.map(({ service }) => [service, shownAs(workspace, service) ?? service]));
  const byId = new Map([...incidents].map((incident) => [incident.id, incident]));
  const disturbances = [...byId.values()].flatMap((incident): Disturbance[] => {
    const service = named.get(incident.service);
    const updates = updatesOf(incident);
    const ended = endOf(incident, (id) => byId.get(id));
    const isShown = service !== undefined && updates.length > 0 && !incident.test && (ended ?? now) > now - statusHistoryMs;
    return isShown ? [{ id: incident.id, service, began: incident.triggeredAt, ended, updates }] : [];
  });
  const open = disturbances.filter(({ ended }) => ended === undefined);
  const disturbed = new Set(open.map(({ service }) => service));
  return {
    title: pageTitle(workspace),
    services: [...named.values()].map((name) => ({
      name,
      isDisturbed: disturbed.has(name),
      disturbedDays: daysOf(
        disturbances.filter(({ service }) => service === name),
        now,
      ),
    })),
    open: open.toSorted((a, b) => b.began - a.began),
    past: disturbances.filter(({ ended }) => ended !== undefined).toSorted((a, b) => (b.ended ?? 0) - (a.ended ?? 0)),
  };
}

/** On which days there was a disturbance, counted back from today. */
function daysOf(disturbances: readonly Disturbance[], now: Instant): Set<number> {
  const dayOf = (instant: Instant) => Math.floor(instant / DAY_MS);
  return new Set(
    disturbances.flatMap(({ began, ended }) => {
      const last = Math.max(0, dayOf(now) - dayOf(ended ?? now));
      const first = Math.min(statusDays - 1, dayOf(now) - dayOf(began));
      return Array.from({ length: Math.max(0, first - last + 1) }, (_, i) => last + i);
    }),
  );
}

/** The name outsiders know a service by; undefined for one the status page does not show. */
export function shownAs(workspace: Workspace, service: string): string | undefined {
  const shown = find(workspace, 'organisation', 'organisation')?.statusPage?.services.find((each) => each.service === service);
  return shown && (shown.name ?? nameOf(workspace, 'service', service));
}

/** When an incident was over for the public, relay ms; one that was merged goes on as long as what it was merged into. Undefined while it does. */
export function endOf(incident: Incident, byId: (id: string) => Incident | undefined, left = 20): Instant | undefined {
  const into = incident.mergedInto === undefined || left === 0 ? undefined : byId(incident.mergedInto);
  if (into) {
    return endOf(into, byId, left - 1);
  }
  return isOpen(incident) ? undefined : (incident.resolution?.at ?? incident.lastEventAt);
}

/** What the status page is called. */
export function pageTitle(workspace: Workspace): string {
  const organisation = find(workspace, 'organisation', 'organisation');
  return organisation?.statusPage?.title ?? organisation?.name ?? '';
}

/** The words of an incident that were released for the public, newest first. */
export function updatesOf({ actions }: Pick<Incident, 'actions'>): StatusUpdate[] {
  return actions
    .filter(({ kind, status }) => kind === 'public-status' && status === 'released')
    .map(({ id, at, text }) => ({ id, at, text }))
    .toReversed();
}
