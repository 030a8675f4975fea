import type { Person } from '../../shared/workspace/definitions.ts';
import { Address, mostAddresses } from '../../shared/workspace/contact.ts';
import type { WayKind } from '../../shared/workspace/way-events.ts';
import { addressName } from '../../shared/workspace/ways.ts';
import { find, type Workspace } from '../../shared/workspace/workspace.ts';
import type { OutsideChannel } from '../../shared/incident/incident-events.ts';
import type { ContactBook } from '../access/contact-book.ts';
import type { Ledger } from '../log/ledger.ts';
import type { Codes } from './codes.ts';
import { addressesOf, bookName, changedSince, kindOfAddress, type PersonAddress, type WaysEdges } from './person-ways.ts';
import { sendCode, type SendCodeEdges } from './send-code.ts';

/** What verifying works with. */
export interface VerifyingEdges {
  ledger: Pick<Ledger, 'state' | 'write'>;
  contacts: Pick<ContactBook, 'of' | 'sealed'>;
  ways: WaysEdges;
  codes: Codes;
  sending: SendCodeEdges;
}

/** Which address: its kind and, of a further one, its name. */
export interface WhichAddress {
  kind: WayKind;
  name?: string | undefined;
}

/** Why something was not done, and what to do instead. */
export interface NotDone {
  why: string;
  status: 400 | 404 | 409 | 429 | 502;
}

const noRoom: NotDone = { why: `${mostAddresses} further addresses are enough; take one away first.`, status: 409 };

/**
 * Verifies that an address is its person's: a code goes there, and what comes back shows that they have it. An address they enter
 * themselves is nowhere but in memory until then; what stands in the workspace file is used meanwhile (OWN4, OWN5).
 */
export class Verifying {
  readonly #edges: VerifyingEdges;

  constructor(edges: VerifyingEdges) {
    this.#edges = edges;
  }

  /** Sends a code: to an address they have, or with `address` to one they would like to have by that name. */
  async askCode(person: Person, which: WhichAddress, address?: string): Promise<{ by: OutsideChannel } | NotDone> {
    const its = address === undefined ? this.#theirs(person, which) : this.#wanted(person, which, address);
    if ('why' in its) {
      return its;
    }
    const asked = this.#edges.codes.ask(person.id, addressName(its.kind, its.name), its.address);
    if ('waitMs' in asked) {
      const seconds = Math.ceil(asked.waitMs / 1000);
      return { why: `A code was asked for a moment ago; ask again in ${seconds} s.`, status: 429 };
    }
    const sent = await sendCode({ ...its, person: person.id, zone: person.zone ?? 'UTC', code: asked.code }, this.#edges.sending);
    return 'by' in sent ? sent : { why: `The code could not be sent. ${sent.why}`, status: 502 };
  }

  /** Takes the code somebody typed. What it verifies is on disk when this resolves; rejects when the disk does not take it. */
  async confirm(person: Person, which: WhichAddress, code: string): Promise<'verified' | NotDone> {
    const { codes, ways } = this.#edges;
    const check = codes.check(person.id, addressName(which.kind, which.name), code);
    if (check.kind === 'wrong') {
      const times = check.attempts === 1 ? 'once more' : `${check.attempts} times more`;
      return { why: `The code is another one; it can be typed ${times}.`, status: 400 };
    }
    if (check.kind === 'void') {
      return {
        why: 'No code waits for this address: it is older than 10 minutes, was typed wrong five times, or was used. Ask for a new one.',
        status: 409,
      };
    }
    const known = addressesOf(person, ways).find(({ kind, name }) => kind === which.kind && name === which.name);
    if (known?.address !== check.address) {
      if (which.name === undefined) {
        return { why: 'The address has changed since the code was sent; ask for a new one.', status: 409 };
      }
      if (!this.#hasRoomFor(person, which.name)) {
        return noRoom;
      }
      await this.#add(person, which, check.address);
    }
    await this.note(person.id, { ...which, address: check.address }, 'code');
    return 'verified';
  }

  /** Writes down that an address is its person's. */
  async note(person: string, { kind, name, address }: PersonAddress, by: 'code' | 'link'): Promise<void> {
    const { ledger, ways } = this.#edges;
    ways.book.verify(bookName(person, kind, name), address);
    const body = { kind, ...(name === undefined ? {} : { address: name }), by };
    await ledger.write({ type: 'way.verified', entity: { kind: 'person', id: person }, body }, { kind: 'engine' }).durable;
  }

  /** Takes a further address away; false when there is none by that name. */
  async forget(person: Person, name: string): Promise<boolean> {
    const kept = this.#edges.contacts.of(person)?.addresses ?? {};
    if (!Object.hasOwn(kept, name)) {
      return false;
    }
    const { [name]: _, ...addresses } = kept;
    await this.#define(person, addresses);
    return true;
  }

  /** Says of every verified address that is another by now that it is not verified any more. */
  async follow(): Promise<void> {
    const { ledger, ways } = this.#edges;
    const changed = changedSince(ways);
    const writing = changed.map(({ person, kind, name }) => {
      ways.book.forget(bookName(person, kind, name));
      const body = { kind, ...(name === undefined ? {} : { address: name }) };
      return ledger.write({ type: 'way.unverified', entity: { kind: 'person', id: person }, body }, { kind: 'engine' }).durable;
    });
    await Promise.all(writing);
  }

  #theirs(person: Person, which: WhichAddress): PersonAddress | NotDone {
    const its = addressesOf(person, this.#edges.ways).find(({ kind, name }) => kind === which.kind && name === which.name);
    return its ?? { why: `${person.name} has no such address here.`, status: 404 };
  }

  #wanted(person: Person, { kind, name }: WhichAddress, address: string): PersonAddress | NotDone {
    const parsed = Address.safeParse(address);
    if (!parsed.success) {
      return { why: 'Write a number like +33123456789 or an address like ana@example.org.', status: 400 };
    }
    if (name === undefined || kindOfAddress(parsed.data) !== kind) {
      return { why: 'Give the address a name, and say whether it is a number or mail.', status: 400 };
    }
    return this.#hasRoomFor(person, name) ? { kind, name, address: parsed.data } : noRoom;
  }

  /** Asked when a code is sent and again when it is typed, for several may be on their way. */
  #hasRoomFor(person: Person, name: string): boolean {
    const addresses = this.#edges.contacts.of(person)?.addresses ?? {};
    return Object.keys(addresses).length < mostAddresses || Object.hasOwn(addresses, name);
  }

  async #add(person: Person, { name = '' }: WhichAddress, address: string): Promise<void> {
    await this.#define(person, { ...this.#edges.contacts.of(person)?.addresses, [name]: address });
  }

  /** Their definition with other further addresses, which go beside the log as ever. */
  async #define({ id }: Person, addresses: Record<string, string>): Promise<void> {
    const { ledger, contacts } = this.#edges;
    const { workspace }: { workspace: Workspace } = ledger.state;
    const current = find(workspace, 'person', id);
    if (!current) {
      throw new Error('The person is not in the workspace any more.');
    }
    const { contact: _, ...rest } = current;
    const { addresses: __, ...first } = contacts.of(current) ?? {};
    const definition = { ...rest, ...first, ...(Object.keys(addresses).length === 0 ? {} : { addresses }) };
    const draft = { type: 'person.defined', entity: { kind: 'person' as const, id }, body: { definition } };
    const writing = contacts.sealed(workspace, [draft]).map((sealed) => ledger.write(sealed, { kind: 'engine' }).durable);
    await Promise.all(writing);
  }
}
