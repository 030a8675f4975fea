import { z } from 'zod';
import { canonicalJson } from '../log/canonical.ts';
import { sha256Hex } from '../log/chain.ts';
import { Id } from '../log/envelope.ts';
import type { Person } from './definitions.ts';

const email = z.email('write an address like ana@example.org');
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'write the number like +33123456789: a plus, the country, no spaces');

/** Schema of an address of somebody's: a number for SMS and calls, or a mail address. */
export const Address = z.union([phone, email], 'write a number like +33123456789 or an address like ana@example.org');

/** How many further addresses somebody may have. */
export const mostAddresses = 10;

/**
 * Schema of how somebody is reached outside the app: the relay keeps it beside the log, never in it, so that it can be erased
 * (reliability.md 5.5). `email` and `phone` come first; `addresses` are further ones by the name their rules call them.
 */
export const Contact = z.strictObject({
  email: email.optional(),
  phone: phone.optional(),
  addresses: z
    .record(Id, Address)
    .refine((addresses) => Object.keys(addresses).length <= mostAddresses, `keep to ${mostAddresses} further addresses`)
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
export function contactIn(person: Pick<Person, 'email' | 'phone' | 'addresses'>): Contact | undefined {
  const contact = {
    ...(person.email === undefined ? {} : { email: person.email }),
    ...(person.phone === undefined ? {} : { phone: person.phone }),
    ...(Object.keys(person.addresses ?? {}).length === 0 ? {} : { addresses: person.addresses }),
  };
  return Object.keys(contact).length === 0 ? undefined : contact;
}

/** A person's definition as the log takes it: a commitment in the place of the contact. */
export function withoutContact(
  { email: _, phone: __, addresses: ___, contact: ____, ...person }: Person,
  commitment: string | undefined,
): Person {
  return commitment === undefined ? person : { ...person, contact: { commitment } };
}

/** A person's definition as a workspace file has it: the contact in the place of its commitment, nothing where it was erased. */
export function withContact(person: Person, contactOf: (commitment: string) => Contact | undefined): Person {
  const { contact: sealed, ...rest } = person;
  return sealed ? { ...rest, ...contactOf(sealed.commitment) } : person;
}

/** What a way needs of a contact; of push and chat the relay knows where they go. */
export type AddressKind = 'mail' | 'phone';

/** The kind of address a way takes; undefined for one whose addresses stand with its provider. */
export function addressKindOf(channel: string): AddressKind | undefined {
  return channel === 'mail' ? 'mail' : channel === 'sms' || channel === 'voice' ? 'phone' : undefined;
}

/**
 * The address a way of somebody's leads to: the one called `name` if they have it and it is of the right kind, else their first. A rule
 * whose own address went away must still reach them.
 */
export function addressFor(contact: Contact | undefined, kind: AddressKind, name?: string): string | undefined {
  const addresses = contact?.addresses ?? {};
  const named = name !== undefined && Object.hasOwn(addresses, name) ? addresses[name] : undefined;
  const fits = named !== undefined && named.startsWith('+') === (kind === 'phone');
  return fits ? named : kind === 'phone' ? contact?.phone : contact?.email;
}

/** An address as its owner sees it: enough to know which it is, not enough to write to it. */
export function masked(address: string): string {
  if (address.startsWith('+')) {
    return `${address.slice(0, 4)} … ${address.slice(-2)}`;
  }
  const [local = '', domain = ''] = address.split('@');
  return `${local.slice(0, 1)}…@${domain}`;
}
