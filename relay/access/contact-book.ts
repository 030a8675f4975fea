import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { commitmentOf, Contact, contactIn, withContact, withoutContact, type KeptContact } from '../../shared/workspace/contact.ts';
import type { Person } from '../../shared/workspace/definitions.ts';
import { all, find, type Entry, type Workspace } from '../../shared/workspace/workspace.ts';
import { readPrivateJson, writePrivateJsonOver } from './private-file.ts';

/** The file of contacts in a relay's data folder. */
export const contactsFile = 'contacts.json';

const Book = z.strictObject({
  contacts: z.record(z.string().regex(/^[0-9a-f]{64}$/), z.strictObject({ contact: Contact, salt: z.string() })),
});

/** An event about to be written, as far as contacts concern it. */
interface Drafted {
  type: string;
  body: Record<string, unknown>;
}

/** Reads the contacts a data folder keeps, by commitment. Throws a sentence when the file is damaged. */
export function readContacts(folder: string): Map<string, KeptContact> {
  const file = join(folder, contactsFile);
  const parsed = Book.safeParse(readPrivateJson(file) ?? { contacts: {} });
  if (!parsed.success) {
    throw new Error(
      `${file} is damaged. Restore it from a backup, or delete it: then contacts must be applied anew from the workspace file.`,
    );
  }
  return new Map(Object.entries(parsed.data.contacts));
}

/**
 * People's addresses and numbers, kept beside the log in `contacts.json`, readable by the relay's owner only.
 * The log has commitments to them, so that one can be erased for good and the log still verifies.
 */
export class ContactBook {
  readonly #file: string;
  #contacts: Map<string, KeptContact>;

  constructor(folder: string) {
    this.#file = join(folder, contactsFile);
    this.#contacts = readContacts(folder);
  }

  /** The contact a commitment stands for; undefined once it was erased. */
  contactOf(commitment: string): Contact | undefined {
    return this.#contacts.get(commitment)?.contact;
  }

  /** A person's contact, wherever it is kept: here, or in the log of an older relay. */
  of(person: Person): Contact | undefined {
    return contactIn(withContact(person, (commitment) => this.contactOf(commitment)));
  }

  /** A workspace with everybody's contacts, for the operator alone: what the log says with what is kept here. */
  joined(workspace: Workspace): Workspace {
    const withTheirs = (entry: Entry<'person'>): Entry<'person'> =>
      entry.current ? { ...entry, current: withContact(entry.current, (commitment) => this.contactOf(commitment)) } : entry;
    const person = new Map([...workspace.entries.person].map(([id, entry]) => [id, withTheirs(entry)]));
    return { ...workspace, entries: { ...workspace.entries, person } };
  }

  /** Drafts as the log may have them: contacts are taken out and kept here, on disk before this returns. */
  sealed<T extends Drafted>(workspace: Workspace, drafts: readonly T[]): T[] {
    const fresh = new Map<string, KeptContact>();
    const sealed = drafts.map((draft) => {
      if (draft.type !== 'person.defined') {
        return draft;
      }
      const person = draft.body['definition'] as Person;
      const contact = contactIn(person);
      const commitment = contact && (this.#known(workspace, person.id, contact) ?? keep(contact, fresh));
      return { ...draft, body: { ...draft.body, definition: withoutContact(person, commitment) } };
    });
    if (fresh.size > 0) {
      this.#replace(new Map([...this.#contacts, ...fresh]));
    }
    return sealed;
  }

  /** The commitment to a contact that has not changed: it stays, so that nothing changes with a person's name but the name. */
  #known(workspace: Workspace, id: string, contact: Contact): string | undefined {
    const commitment = find(workspace, 'person', id)?.contact?.commitment;
    const kept = commitment === undefined ? undefined : this.contactOf(commitment);
    return kept && canonicalJson(kept) === canonicalJson(contact) ? commitment : undefined;
  }

  /** Erases every contact that nobody's present definition stands for any more: of people removed, and what was before a change. */
  eraseUnused(workspace: Workspace): void {
    if (workspace.entries.person.size === 0) {
      // A log without anybody is one that was lost, not one whose people were removed.
      return;
    }
    const used = new Set(all(workspace, 'person').flatMap(({ contact }) => contact?.commitment ?? []));
    const left = new Map([...this.#contacts].filter(([commitment]) => used.has(commitment)));
    if (left.size < this.#contacts.size) {
      try {
        this.#replace(left);
      } catch {
        // A full disk must not keep a relay from starting or committing; they go with the next change, or at the next start.
      }
    }
  }

  /** Erases one contact and its salt; false when it was not kept. */
  erase(commitment: string): boolean {
    const left = new Map(this.#contacts);
    if (!left.delete(commitment)) {
      return false;
    }
    this.#replace(left);
    return true;
  }

  /** On disk first. */
  #replace(contacts: Map<string, KeptContact>): void {
    writePrivateJsonOver(this.#file, { contacts: Object.fromEntries(contacts) });
    this.#contacts = contacts;
  }
}

function keep(contact: Contact, among: Map<string, KeptContact>): string {
  const kept = { contact, salt: randomBytes(32).toString('hex') };
  const commitment = commitmentOf(kept);
  among.set(commitment, kept);
  return commitment;
}
