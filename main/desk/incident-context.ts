import type { Incident } from '../../shared/incident/incident.ts';
import { contextOf, type IncidentContext } from '../../shared/insight/context.ts';
import { lookedBackMs, mostLookedAt, pastOf } from '../../shared/insight/similar.ts';
import { MINUTE_MS, type Instant } from '../../shared/time/instant.ts';
import type { Replica } from '../store/replica.ts';

/** The long past hardly changes, and an incident that is looked at is asked for at every change of the desk. */
const readAgainAfterMs = MINUTE_MS;

/** What a service's past was, when it was read, and from which copy. */
interface Read {
  replica: Replica;
  service: string;
  at: Instant;
  past: readonly Incident[];
}

/** What was like an incident before, and what was changed before it, as far as a laptop's copy goes. */
export class IncidentContexts {
  #read: Read | undefined;

  of(replica: Replica, id: string): Partial<IncidentContext> {
    const { workspace, incidents } = replica.view;
    const incident = incidents.get(id);
    return incident
      ? contextOf(workspace, incident, pastOf(incident.service, incidents.values(), this.#past(replica, incident.service)))
      : {};
  }

  #past(replica: Replica, service: string): readonly Incident[] {
    const now = replica.now();
    const read = this.#read;
    if (read?.replica === replica && read.service === service && Math.abs(now - read.at) < readAgainAfterMs) {
      return read.past;
    }
    const past = replica.past.resolvedOf(service, now - lookedBackMs, mostLookedAt);
    this.#read = { replica, service, at: now, past };
    return past;
  }
}
