import { isDeepStrictEqual } from 'node:util';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import type { StepFired } from '../../shared/incident/incident-events.ts';
import { mondayNight } from './entries.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import type { State } from '../../shared/state/state.ts';
import type { World } from './world.ts';

/** The steps the relay has fired, each as minutes since the story began, whom it pages, and why: `15 sam not-acknowledged`. */
export function stepsOf(world: World, number?: number): string[] {
  const id = number === undefined ? undefined : world.incident(number).id;
  return world
    .logged('step.fired')
    .filter(({ entity }) => id === undefined || entity.id === id)
    .map(({ body }) => body as unknown as StepFired)
    .map(({ dueAt, targets, outcome, reason }) => {
      const minutes = Math.round(((dueAt - mondayNight) / MINUTE_MS) * 100) / 100;
      return `${minutes} ${outcome === 'paged' ? targets.join('+') : outcome} ${reason}`;
    });
}

/** In what relay and desktops differ once everything has been said; empty when they hold the same log, incidents and schedules. */
export function differences(world: World): string[] {
  const wrong: string[] = [];
  const head = world.store.head();
  for (const { identity, app } of world.desktops.filter((desktop) => desktop.isRunning)) {
    const { person } = identity;
    const told = (what: string) => wrong.push(`${person}: ${what}`);
    if (app.replica.head.hash !== head.hash) {
      told('has another log');
    }
    if (app.replica.pending.length > 0) {
      told(`still has ${app.replica.pending.length} to send`);
    }
    if (schedulesOf(app.replica.view) !== schedulesOf(world.relay.state)) {
      told('has other schedules');
    }
    for (const incident of world.relay.state.incidents.values()) {
      if (!isDeepStrictEqual(app.replica.view.incidents.get(incident.id), incident)) {
        told(`sees incident ${incident.number} otherwise`);
      }
    }
  }
  return wrong;
}

/** Every schedule as it is written, byte for byte. */
function schedulesOf({ workspace }: State): string {
  return canonicalJson([...workspace.entries.schedule].map(([id, { revision, current }]) => [id, revision, current ?? null]));
}
