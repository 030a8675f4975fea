import { IconArrowsExchange, IconCheck, IconHourglass, IconX } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Handoff } from '../../shared/handoff/handoff.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Section } from '../ui/Screen.tsx';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useDayAndTime } from '../ui/use-times.ts';
import { HandoffNote } from './HandoffNote.tsx';
import css from './PastHandoffs.module.css';
import { useHandoffNames } from './use-handoff-names.ts';

const icons: Record<Handoff['status'], ReactNode> = {
  offered: <IconHourglass size={15} aria-hidden />,
  accepted: <IconCheck size={15} aria-hidden />,
  declined: <IconX size={15} aria-hidden />,
};

/** Handoffs sent and answered, the latest first. */
export function PastHandoffs({ handoffs }: { handoffs: readonly Handoff[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <Section title={t('handoff.past')}>
      {handoffs.length === 0 ? (
        <EmptyState icon={<IconArrowsExchange size={28} stroke={1.5} aria-hidden />} title={t('handoff.pastNone')}>
          {t('handoff.pastNoneText')}
        </EmptyState>
      ) : (
        <ul className={css['list']}>
          {handoffs
            .toSorted((a, b) => b.offeredAt - a.offeredAt)
            .map((handoff) => (
              <Past key={handoff.id} handoff={handoff} />
            ))}
        </ul>
      )}
    </Section>
  );
}

function Past({ handoff }: { handoff: Handoff }): ReactElement {
  const { t } = useTranslation();
  const { from, to, schedule } = useHandoffNames(handoff);
  const at = handoff.answeredAt ?? handoff.offeredAt;
  const when = useDayAndTime(at);
  return (
    <li>
      <details className={css['handoff']}>
        <summary>
          <span className={css['who']}>{t('handoff.fromTo', { from, to })}</span>
          <span className={css['soft']}>{schedule}</span>
          <span className={css['status']} data-status={handoff.status}>
            {icons[handoff.status]}
            {t(`handoff.status.${handoff.status}`)}
          </span>
          <TimeAt at={at} className={css['when']}>
            {when}
          </TimeAt>
        </summary>
        <div className={css['body']}>
          {handoff.reason !== undefined && <p className={css['reason']}>{t('handoff.reason', { reason: handoff.reason })}</p>}
          <HandoffNote handoff={handoff} />
        </div>
      </details>
    </li>
  );
}
