import { all, mayAnswer, type Workspace } from '../../shared/workspace/workspace.ts';
import type { ContactBook } from '../access/contact-book.ts';
import type { ReplySettings } from './reply-settings.ts';

/** The one person who has something; undefined for nobody, and for several, of whom it cannot be told who wrote. */
function theOnly(workspace: Workspace, has: (person: ReturnType<typeof all<'person'>>[number]) => boolean): string | undefined {
  const found = all(workspace, 'person').filter((person) => mayAnswer(person) && has(person));
  return found.length === 1 ? found[0]?.id : undefined;
}

/** Whose telephone number it is. */
export function personOfPhone(workspace: Workspace, contacts: Pick<ContactBook, 'of'>, phone: string): string | undefined {
  return theOnly(workspace, (person) => contacts.of(person)?.phone === phone);
}

/** Whether an address is a person's own. */
export function isMailOf(workspace: Workspace, contacts: Pick<ContactBook, 'of'>, address: string, person: string): boolean {
  return theOnly(workspace, (each) => each.id === person && contacts.of(each)?.email?.toLowerCase() === address.toLowerCase()) === person;
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
