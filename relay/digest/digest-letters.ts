import { digestLetter } from '../../shared/delivery/digest-letter.ts';
import type { Delivery } from '../../shared/delivery/delivery.ts';
import { digestsOf, tellPlanned } from '../../shared/insight/planned-digest.ts';
import type { Contact } from '../../shared/workspace/contact.ts';
import type { Person } from '../../shared/workspace/definitions.ts';
import type { DigestPlan } from '../../shared/workspace/digest-definition.ts';
import { find } from '../../shared/workspace/workspace.ts';
import type { Letters } from '../deliver/letters.ts';
import type { Outlets } from '../deliver/outlets.ts';
import type { Ledger } from '../log/ledger.ts';

/** What digests are written from. */
export interface DigestEdges {
  ledger: Pick<Ledger, 'state'>;
  outlets: Pick<Outlets, 'waysTo' | 'languageOf'>;
  contactOf(person: Person): Contact | undefined;
}

/** Writes digests at the moment they are sent, each by mail to its person or in its channel (S81). */
export function digestLetters({ ledger, outlets, contactOf }: DigestEdges): Letters {
  const planOf = ({ to }: Delivery): DigestPlan | undefined =>
    to.kind === 'digest' ? digestsOf(ledger.state.workspace).find(({ id }) => id === to.digest) : undefined;
  return {
    whyNot: (delivery) => (planOf(delivery) ? undefined : 'The workspace does not ask for it any more.'),
    waysTo: (delivery) => {
      const to = planOf(delivery)?.to;
      if (to?.kind !== 'person') {
        return outlets.waysTo({ kind: 'room', room: to?.id ?? '' }, undefined);
      }
      const person = find(ledger.state.workspace, 'person', to.id);
      return outlets.waysTo({ kind: 'person', person: to.id, channel: 'mail' }, person && contactOf(person));
    },
    write: (delivery, now) => {
      const plan = planOf(delivery);
      if (!plan) {
        return undefined;
      }
      const language = plan.language ?? outlets.languageOf(plan.to.kind === 'person' ? plan.to.id : undefined);
      return digestLetter(tellPlanned(ledger.state, plan, { language, now }), { id: delivery.id, language, at: now });
    },
  };
}
