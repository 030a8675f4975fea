import type { FileDefinitions } from '../../shared/workspace/file.ts';
import type { Finding } from '../../shared/workspace/references.ts';
import { wayKindOf } from '../../shared/workspace/way-events.ts';
import { toldAddresses, toldWays, type WaysEdges } from './person-ways.ts';

/** Rules of people that lead to an address nobody has verified; it is used all the same, for a page too many is better than one too few (OWN5). */
export function unverifiedRules({ person: people }: FileDefinitions, edges: WaysEdges | undefined): Finding[] {
  return edges === undefined
    ? []
    : people.flatMap((person) =>
        toldWays(person, edges).flatMap(({ channel, address, isVerified, why }): Finding[] => {
          const which = toldAddresses(person, edges).some(({ name }) => name === address) ? address : undefined;
          const flags = `--kind ${wayKindOf(channel)}${which === undefined ? '' : ` --name ${which}`}`;
          const i = (person.pages ?? []).findIndex((rule) => rule.channel === channel && (address === undefined || rule.to === address));
          const message = `${person.name} has not verified where they are paged by ${channel}; it is used all the same. They verify it in their settings, or: watchbell person verify ${person.id} ${flags}.`;
          return isVerified || why !== undefined ? [] : [{ path: ['people', person.id, 'pages', i, 'channel'], message }];
        }),
      );
}
