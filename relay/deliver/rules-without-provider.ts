import { OutsideChannel } from '../../shared/incident/incident-events.ts';
import { contactIn } from '../../shared/workspace/contact.ts';
import type { FileDefinitions } from '../../shared/workspace/file.ts';
import { rulesWithoutAddress } from '../../shared/workspace/file-check.ts';
import type { Finding } from '../../shared/workspace/references.ts';
import type { Outlets } from './outlets.ts';

/** People's own rules and steps' channels that lead nowhere on this relay, beside those whose address the file itself lacks (DLV20). */
export function rulesWithoutProvider(definitions: FileDefinitions, outlets: Pick<Outlets, 'waysTo'>): Finding[] {
  const placeOf = (path: readonly PropertyKey[]) => path.map(String).join('.');
  const known = new Set(rulesWithoutAddress(definitions).map(({ path }) => placeOf(path)));
  const ofPeople = definitions.person.flatMap((person) =>
    (person.pages ?? []).flatMap(({ channel, to: address }, i): Finding[] => {
      const outside = OutsideChannel.safeParse(channel);
      const ways =
        outside.success && outlets.waysTo({ kind: 'person', person: person.id, channel: outside.data, address }, contactIn(person));
      return typeof ways === 'string'
        ? [{ path: ['people', person.id, 'pages', i, 'channel'], message: `${ways} Nothing is sent to ${person.name} there.` }]
        : [];
    }),
  );
  const ofRooms = definitions.channel.flatMap(({ id, name }): Finding[] => {
    const ways = outlets.waysTo({ kind: 'room', room: id }, undefined);
    return typeof ways === 'string' ? [{ path: ['channels', id], message: `${ways} Nothing is said in ${name}.` }] : [];
  });
  return [...ofPeople, ...ofRooms].filter(({ path }) => !known.has(placeOf(path)));
}
