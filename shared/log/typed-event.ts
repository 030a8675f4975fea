import type { z } from 'zod';
import type { Event } from './envelope.ts';
import { knownVersion } from './known-version.ts';

/** An event whose type and body are known. */
export type TypedEvent<T extends string, B> = Omit<Event, 'type' | 'body'> & { type: T; body: B };

/** A table of body schemas by event type. */
export type BodySchemas = Readonly<Record<string, z.ZodType>>;

/**
 * Narrows an event to the types of a table; undefined when the table does not know it, or only an earlier version of it.
 * The body is trusted: the relay checks it against the same schema before it enters the log.
 */
export function eventOf(bodies: BodySchemas, event: Event): TypedEvent<string, unknown> | undefined {
  return Object.hasOwn(bodies, event.type) && event.version <= knownVersion(event.type) ? event : undefined;
}
