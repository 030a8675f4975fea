import { refuseDeepJson } from '../ingest/json-scan.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { answeredFor } from '../../shared/incident/incident-events.ts';
import { AuthorPart, RelayPart, SignedCommand, type Actor, type StoredEvent } from '../../shared/log/envelope.ts';
import { entrySignature } from '../../shared/log/signed-together.ts';
import { isEngineType } from '../../shared/state/judge.ts';

/** Far more than the relay's own part of an entry ever is. */
const longestRelayPart = 16_384;

/** What a device says it wrote; undefined for what has another form, or nests so deep that nobody could read it again. */
export function readAuthorPart(author: string): AuthorPart | undefined {
  return AuthorPart.safeParse(jsonOf(author)).data;
}

/** Whether a part was written in the one spelling that is signed and hashed. */
export function isCanonical(part: AuthorPart, author: string): boolean {
  try {
    return canonicalJson(part) === author;
  } catch {
    return false;
  }
}

/** An entry that a device gives back; undefined for what no relay can have recorded. */
export function readLost({ author, signature, relay }: StoredEvent): { part: AuthorPart; was: RelayPart } | undefined {
  const isLikeOne =
    SignedCommand.shape.author.safeParse(author).success && entrySignature.test(signature) && relay.length <= longestRelayPart;
  const part = isLikeOne ? readAuthorPart(author) : undefined;
  const was = isLikeOne ? RelayPart.safeParse(jsonOf(relay)).data : undefined;
  return part && was && isCanonical(part, author) ? { part, was } : undefined;
}

/**
 * Who the relay wrote an entry of its own for. Its part of the entry, which is not signed, says which integration; it never makes the
 * engine's word somebody else's, nor anything a person's but what the signed part itself says they answered from outside.
 */
export function ownActor({ type, body }: AuthorPart, { actor }: RelayPart): Actor {
  if (isEngineType(type) || actor.kind === 'engine') {
    return { kind: 'engine' };
  }
  const person = answeredFor(body);
  if (person !== undefined) {
    return { kind: 'person', id: person };
  }
  return actor.kind === 'integration' ? actor : { kind: 'admin' };
}

function jsonOf(text: string): unknown {
  if (refuseDeepJson(Buffer.from(text)) !== undefined) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
