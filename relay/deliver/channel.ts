import type { Outcome } from '../../shared/delivery/attempt.ts';
import type { Event } from '../../shared/log/envelope.ts';
import type { Incident } from '../../shared/incident/incident.ts';

/** What a program that is told of changes gets: the entry, and the incident as it stands as it is sent. `at` is relay ms. */
export interface Change {
  id: string;
  event: Event;
  incident: Incident;
  at: number;
}

/**
 * A way to bring something to somebody, as one provider takes it. `to` is whom, in the provider's own form: an address, a number, a
 * topic; empty where the provider leads to one place alone. It never throws for what the provider does, and never says a secret:
 * its words go into the log and to desktops.
 */
export interface Channel<What> {
  send(what: What, to: string, signal: AbortSignal): Promise<Outcome>;
}
