import { isoOf } from '../../shared/time/instant.ts';
import type { Person } from '../../shared/workspace/definitions.ts';
import { addressName } from '../../shared/workspace/ways.ts';
import type { Codes } from './codes.ts';
import { kindOfAddress, toldAddresses, toldWays, type WaysEdges } from './person-ways.ts';
import { masked } from '../../shared/workspace/contact.ts';

const iso = (at: number | undefined) => (at === undefined ? null : isoOf(at));

/** How somebody is paged beside their laptop, as the API tells it: addresses masked, each with whether it was verified, each way with its last test. */
export function wayRecord(person: Person, edges: WaysEdges, codes: Codes): Record<string, unknown> {
  const addresses = toldAddresses(person, edges);
  const known = new Set(addresses.map(({ kind, name }) => addressName(kind, name)));
  const waiting = codes.waiting(person.id).flatMap(({ name: key, address }) => {
    const [, name] = key.split('/');
    return known.has(key)
      ? []
      : [{ kind: kindOfAddress(address), name: name ?? null, shown: masked(address), verifiedAt: null, codeSent: true }];
  });
  const { asked } = edges.workspace().entries.person.get(person.id)?.ways ?? {};
  return {
    person: { id: person.id, name: person.name },
    role: person.role,
    ownRules: person.ownRules === true,
    addresses: [
      ...addresses.map(({ kind, name, shown, verifiedAt }) => ({
        kind,
        name: name ?? null,
        shown: shown ?? null,
        verifiedAt: iso(verifiedAt),
        codeSent: codes.waitsFor(person.id, addressName(kind, name)),
      })),
      ...waiting,
    ],
    ways: toldWays(person, edges).map(({ channel, address, isVerified, why, test }) => ({
      channel,
      address: address ?? null,
      verified: isVerified,
      why: why ?? null,
      lastTest: test ? { at: isoOf(test.at), outcome: test.outcome, why: test.why ?? null } : null,
    })),
    testAskedAt: iso(asked?.at),
  };
}
