import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../stores/desk-store.ts';
import { Screen, Section } from '../ui/Screen.tsx';
import { DraftSection } from './DraftSection.tsx';
import { PastHandoffs } from './PastHandoffs.tsx';
import { ReceivedOffer } from './ReceivedOffer.tsx';

/** Giving the watch to the next person, and taking it. */
export function HandoffScreen(): ReactElement {
  const { t } = useTranslation();
  const me = useDesk((desk) => desk.me?.id);
  const handoffs = useDesk((desk) => desk.handoffs);
  const received = handoffs.filter((handoff) => handoff.status === 'offered' && handoff.to === me);
  const others = handoffs.filter((handoff) => !received.includes(handoff));
  return (
    <Screen title={t('handoff.title')}>
      {received.length > 0 && (
        <Section title={t('handoff.received')}>
          {received.map((handoff) => (
            <ReceivedOffer key={handoff.id} handoff={handoff} />
          ))}
        </Section>
      )}
      <DraftSection />
      <PastHandoffs handoffs={others} />
    </Screen>
  );
}
