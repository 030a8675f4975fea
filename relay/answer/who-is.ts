import type { Contact } from '../../shared/workspace/contact.ts';
import { all, mayAnswer, type Workspace } from '../../shared/workspace/workspace.ts';
import type { ContactBook } from '../access/contact-book.ts';
import type { ReplySettings } from './reply-settings.ts';

/** The one person who has something; undefined for nobody, and for several, of whom it cannot be told who wrote. */
function theOnly(workspace: Workspace, has: (person: ReturnType<typeof all<'person'>>[number]) => boolean): string | undefined {
  const found = all(workspace, 'person').filter((person) => mayAnswer(person) && has(person));
  return found.length === 1 ? found[0]?.id : undefined;
}

function further({ addresses = {} }: Contact, isNumber: boolean): string[] {
  return Object.values(addresses).filter((address) => address.startsWith('+') === isNumber);
}

function numbersOf(contact: Contact = {}): string[] {
  return [...(contact.phone === undefined ? [] : [contact.phone]), ...further(contact, true)];
}

function mailsOf(contact: Contact = {}): string[] {
  return [...(contact.email === undefined ? [] : [contact.email]), ...further(contact, false)].map((mail) => mail.toLowerCase());
}

/** Whose telephone number it is. */
export function personOfPhone(workspace: Workspace, contacts: Pick<ContactBook, 'of'>, phone: string): string | undefined {
  return theOnly(workspace, (person) => numbersOf(contacts.of(person)).includes(phone));
}

/** Whether an address is a person's own. */
export function isMailOf(workspace: Workspace, contacts: Pick<ContactBook, 'of'>, address: string, person: string): boolean {
  return theOnly(workspace, (each) => each.id === person && mailsOf(contacts.of(each)).includes(address.toLowerCase())) === person;
}

/** Who somebody is in a chat, as the relay's own settings say; what the chat calls them counts for nothing. */
export function personOfChat(
  workspace: Workspace,
  { chatUsers }: ReplySettings,
  chat: 'slack' | 'mattermost',
  user: string,
): string | undefined {
  return theOnly(workspace, ({ id }) => chatUsers[id]?.[chat] === user);
}
