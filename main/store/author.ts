import type { AuthorPart, EntityRef } from '../../shared/log/envelope.ts';

/** Who writes here: this device, its person, its clock. */
export interface Author {
  device: string;
  person: string;
  sign(text: string): string;
  /** Whether a signature is the holder's of a public key. */
  verify(text: string, signature: string, publicKey: string): boolean;
  newId(): string;
  wallMs(): number;
}

/** What is said, its number, what was known when it was said, and the clock it was said by. */
interface Saying {
  deviceSeq: number;
  type: string;
  entity: EntityRef;
  body: Record<string, unknown>;
  base: AuthorPart['base'];
  clock: AuthorPart['at'];
}

/** This device's part of a new event. */
export function authorPart({ device, newId }: Author, { clock, ...said }: Saying): AuthorPart {
  return { id: newId(), device, version: 1, at: clock, ...said };
}
