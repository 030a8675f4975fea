import { handoffBodies } from '../handoff/handoff.ts';
import { incidentBodies } from '../incident/incident-events.ts';
import type { AuthorPart } from '../log/envelope.ts';
import { knownVersion } from '../log/known-version.ts';
import type { BodySchemas } from '../log/typed-event.ts';
import { workspaceBodies } from '../workspace/workspace-events.ts';

/** The schema of every body this version can write, by event type. */
export const bodySchemas: BodySchemas = { ...incidentBodies, ...workspaceBodies, ...handoffBodies };

/** The types of event a fold reads, each with the highest version of its body. */
export type KnownTypes = Readonly<Record<string, number>>;

/** What this code reads. */
export const knownTypes: KnownTypes = Object.fromEntries(Object.keys(bodySchemas).map((type) => [type, knownVersion(type)]));

/** Whether a fold that reads `known` may read an event: of a type it does not know, or of a later version, it would get half of it wrong. */
export function understands(known: KnownTypes, { type, version }: Pick<AuthorPart, 'type' | 'version'>): boolean {
  return Object.hasOwn(known, type) && version <= (known[type] ?? 0);
}
