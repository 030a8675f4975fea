import { z } from 'zod';
import { canonicalJson } from '../log/canonical.ts';
import { sha256Hex } from '../log/chain.ts';
import type { Person } from './definitions.ts';

/** Schema of how somebody is reached outside the app: the relay keeps it beside the log, never in it, so that it can be erased (reliability.md 5.5). */
export const Contact = z.strictObject({
  email: z.email('write an address like ana@example.org').optional(),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'write the number like +33123456789: a plus, the country, no spaces')
    .optional(),
});
/** How somebody is reached outside the app. */
export type Contact = z.infer<typeof Contact>;

/** Schema of what stands for a contact in the log: it proves a contact that is shown with its salt, and tells nothing without. */
export const ContactCommitment = z.strictObject({ commitment: z.string().regex(/^[0-9a-f]{64}$/) });

/** A contact as the relay keeps it; `salt` is 32 random bytes, hexadecimal, without which an address could be guessed. */
export interface KeptContact {
  contact: Contact;
  salt: string;
}

/** What stands for a kept contact in the log: SHA-256 over its salt and its canonical JSON, each on a line of its own; hexadecimal. */
export function commitmentOf({ contact, salt }: KeptContact): string {
  return sha256Hex(`${salt}\n${canonicalJson(contact)}`);
}

/** A person's contact as their definition has it, before it is taken out or after it was joined in; undefined when there is none. */
export function contactIn({ email, phone }: Pick<Person, 'email' | 'phone'>): Contact | undefined {
  return email === undefined && phone === undefined
    ? undefined
    : { ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) };
}

/** A person's definition as the log takes it: a commitment in the place of the contact. */
export function withoutContact({ email: _, phone: __, contact: ___, ...person }: Person, commitment: string | undefined): Person {
  return commitment === undefined ? person : { ...person, contact: { commitment } };
}

/** A person's definition as a workspace file has it: the contact in the place of its commitment, nothing where it was erased. */
export function withContact(person: Person, contactOf: (commitment: string) => Contact | undefined): Person {
  const { contact: sealed, ...rest } = person;
  return sealed ? { ...rest, ...contactOf(sealed.commitment) } : person;
}
