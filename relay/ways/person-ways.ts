import { masked, type Contact } from '../../shared/workspace/contact.ts';
import type { Person } from '../../shared/workspace/definitions.ts';
import { wayKindOf, type WayKind } from '../../shared/workspace/way-events.ts';
import { addressName, wayName, waysOf, type Way, type WayTest } from '../../shared/workspace/ways.ts';
import { find, type Workspace } from '../../shared/workspace/workspace.ts';
import type { ContactBook } from '../access/contact-book.ts';
import type { Outlets } from '../deliver/outlets.ts';
import type { WayBook } from './way-book.ts';

/** What tells of people's addresses. */
export interface WaysEdges {
  workspace(): Workspace;
  contacts: Pick<ContactBook, 'of'>;
  outlets: Pick<Outlets, 'waysTo'>;
  book: WayBook;
}

/** An address of somebody's: of which kind, by which name when it is a further one, and what it says. */
export interface PersonAddress {
  kind: WayKind;
  name?: string | undefined;
  /** A secret of theirs: the address; for push and chat all that the relay's providers call them. */
  address: string;
}

/** An address as it is told: masked, and whether it was verified. `verifiedAt` is relay ms. */
export interface ToldAddress {
  kind: WayKind;
  name?: string | undefined;
  shown?: string | undefined;
  verifiedAt?: number | undefined;
}

/** A way of their rules as it is told: whether anything can be sent there, to a verified address, and what its last test came to. */
export interface ToldWay extends Way {
  isVerified: boolean;
  /** Why nothing can be sent there. */
  why?: string | undefined;
  test?: WayTest | undefined;
}

/** The name under which an address of a person's is verified. */
export function bookName(person: string, kind: WayKind, name: string | undefined): string {
  return JSON.stringify([person, addressName(kind, name)]);
}

/** Somebody's addresses, the first ones first. */
export function addressesOf(person: Person, { contacts, outlets }: Pick<WaysEdges, 'contacts' | 'outlets'>): PersonAddress[] {
  const contact: Contact = contacts.of(person) ?? {};
  const ofProviders = (['push', 'chat'] as const).flatMap((channel): PersonAddress[] => {
    const ways = outlets.waysTo({ kind: 'person', person: person.id, channel }, undefined);
    const named = typeof ways === 'string' ? [] : ways.filter(({ to }) => to !== '');
    return named.length > 0 ? [{ kind: channel, address: JSON.stringify(named) }] : [];
  });
  return [
    ...(contact.email === undefined ? [] : [{ kind: 'mail' as const, address: contact.email }]),
    ...(contact.phone === undefined ? [] : [{ kind: 'phone' as const, address: contact.phone }]),
    ...Object.entries(contact.addresses ?? {}).map(([name, address]) => ({ kind: kindOfAddress(address), name, address })),
    ...ofProviders,
  ];
}

/** Whether an address is a number or a mail address. */
export function kindOfAddress(address: string): 'phone' | 'mail' {
  return address.startsWith('+') ? 'phone' : 'mail';
}

/** When an address was verified, if it is the one that was; relay ms. */
export function verifiedAt(person: string, { kind, name, address }: PersonAddress, { workspace, book }: WaysEdges): number | undefined {
  const at = workspace().entries.person.get(person)?.ways?.verified[addressName(kind, name)];
  return at !== undefined && book.isVerified(bookName(person, kind, name), address) ? at : undefined;
}

/** Somebody's addresses as they are told. */
export function toldAddresses(person: Person, edges: WaysEdges): ToldAddress[] {
  return addressesOf(person, edges).map((each) => ({
    kind: each.kind,
    name: each.name,
    shown: each.kind === 'mail' || each.kind === 'phone' ? masked(each.address) : undefined,
    verifiedAt: verifiedAt(person.id, each, edges),
  }));
}

/** The ways of somebody's rules as they are told, sooner first. */
export function toldWays(person: Person, edges: WaysEdges): ToldWay[] {
  const addresses = addressesOf(person, edges);
  const tests = edges.workspace().entries.person.get(person.id)?.ways?.tests ?? {};
  return waysOf(person).map((way) => {
    const kind = wayKindOf(way.channel);
    // A name that is gone leads to the first address.
    const its =
      addresses.find(({ kind: each, name }) => each === kind && name === way.address) ??
      addresses.find(({ kind: each, name }) => each === kind && name === undefined);
    const ways = edges.outlets.waysTo({ kind: 'person', person: person.id, ...way }, edges.contacts.of(person));
    const test = tests[wayName(way)];
    return {
      ...way,
      isVerified: its !== undefined && verifiedAt(person.id, its, edges) !== undefined,
      ...(typeof ways === 'string' ? { why: ways } : {}),
      ...(test ? { test } : {}),
    };
  });
}

/** The addresses the log has as verified that are others by now. */
export function changedSince(edges: WaysEdges): { person: string; kind: WayKind; name?: string | undefined }[] {
  return [...edges.workspace().entries.person].flatMap(([id, { ways }]) => {
    const person = find(edges.workspace(), 'person', id);
    const addresses = person ? addressesOf(person, edges) : [];
    return Object.keys(ways?.verified ?? {}).flatMap((key) => {
      const [kind = '', name] = key.split('/');
      const its = addresses.find((each) => each.kind === kind && each.name === name);
      const isSame = its !== undefined && edges.book.isVerified(bookName(id, its.kind, name), its.address);
      return isSame ? [] : [{ person: id, kind: kind as WayKind, name }];
    });
  });
}
