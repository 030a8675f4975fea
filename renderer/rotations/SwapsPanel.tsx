import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SwapView } from '../../shared/schedule-view/schedule-view.ts';
import { Panel } from './Panel.tsx';
import { PersonMark } from './PersonMark.tsx';
import { openRotationDialog } from './rotation-dialog-store.ts';
import { useShown } from './shown.ts';
import css from './SwapsPanel.module.css';
import { useMyShifts } from './use-my-shifts.ts';

const order: Record<SwapView['status'], number> = { requested: 0, approved: 1, declined: 2, withdrawn: 3, undone: 3 };

/** Who asks whom to stand in, and what the reader may answer; and a way to ask for oneself. */
export function SwapsPanel(): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const { me, next } = useMyShifts();
  const swaps = view.swaps.toSorted((a, b) => order[a.status] - order[b.status] || a.from - b.from);
  const ask = me !== undefined && (
    <Button
      variant="default"
      size="compact-sm"
      onClick={() => openRotationDialog({ kind: 'ask-swap', giver: me, span: next ?? { from: 0, until: 0 } })}
    >
      {t('rotations.swap.takeMine')}
    </Button>
  );
  return (
    <Panel title={t('rotations.swap.title')} aside={ask}>
      {swaps.length === 0 ? (
        <p className={css['none']}>{t('rotations.swap.none')}</p>
      ) : (
        <ul className={css['list']}>
          {swaps.map((swap) => (
            <OneSwap key={swap.id} swap={swap} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function OneSwap({ swap }: { swap: SwapView }): ReactElement {
  const { t } = useTranslation();
  const { span } = useShown();
  const { giver, taker, status, reason, may } = swap;
  return (
    <li className={css['swap']} data-status={status} aria-label={t('rotations.swap.of', { giver: giver.name, taker: taker.name })}>
      <div>
        <p className={css['who']}>
          <PersonMark person={giver} />
          <IconArrowRight size={14} role="img" aria-label={t('rotations.swap.to')} />
          <PersonMark person={taker} />
        </p>
        <p className={css['when']}>
          {span(swap)} · <span className={css['status']}>{t(`rotations.swap.status.${status}`)}</span>
          {reason !== undefined && ` · ${reason}`}
        </p>
      </div>
      <div className={css['answers']}>
        {may.map((answer) => (
          <Button
            key={answer}
            size="compact-sm"
            variant={answer === 'approve' ? 'filled' : 'default'}
            aria-label={t(`rotations.swap.answerOf.${answer}`, { giver: giver.name, taker: taker.name })}
            onClick={() => openRotationDialog({ kind: 'answer-swap', swap, answer })}
          >
            {t(`rotations.swap.answer.${answer}`)}
          </Button>
        ))}
      </div>
    </li>
  );
}
