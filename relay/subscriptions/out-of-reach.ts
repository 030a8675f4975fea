import { contactIn } from '../../shared/workspace/contact.ts';
import type { FileDefinitions } from '../../shared/workspace/file.ts';
import type { Finding } from '../../shared/workspace/references.ts';
import type { Outlets } from '../deliver/outlets.ts';

/** What a relay can do for those who read: its address from outside, if it has one, and its ways. */
interface Reach {
  publicUrl: string | undefined;
  outlets: Pick<Outlets, 'mail' | 'waysTo'>;
}

const noMail = 'No provider for mail is set up on the relay.';

/** What a workspace promises readers that this relay cannot keep: a status page, subscriptions and digests (COM12). */
export function outOfReach({ organisation, person: people }: FileDefinitions, { publicUrl, outlets }: Reach): Finding[] {
  return organisation.flatMap(({ statusPage, digests = [] }): Finding[] => {
    const path = ['organisation', 'statusPage'];
    const ofPage =
      statusPage && publicUrl === undefined
        ? [{ path, message: 'Nobody can read the status page; start the relay with --public-url.' }]
        : [];
    const ofSubscribing =
      statusPage?.subscribe && outlets.mail.length === 0
        ? [{ path: [...path, 'subscribe'], message: `${noMail} Nobody is told anything.` }]
        : [];
    const ofDigests = digests.flatMap(({ id, name, to }): Finding[] => {
      const reader = to.kind === 'person' ? people.find((each) => each.id === to.id) : undefined;
      // What a room lacks is named where the room is.
      const ways = reader && outlets.waysTo({ kind: 'person', person: reader.id, channel: 'mail' }, contactIn(reader));
      return typeof ways === 'string' ? [{ path: ['digests', id, 'to'], message: `${ways} Nobody gets the digest ${name}.` }] : [];
    });
    return [...ofPage, ...ofSubscribing, ...ofDigests];
  });
}
