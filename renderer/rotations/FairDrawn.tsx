import { Button, Group } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FairView } from '../../shared/schedule-view/propose.ts';
import css from './Fair.module.css';
import { FairTable } from './FairTable.tsx';
import { FairWatches } from './FairWatches.tsx';
import { FindingShape } from './finding-look.tsx';
import { useShown } from './shown.ts';
import { useTold } from './use-told.ts';

/** What main takes at once. */
const mostEdits = 200;

interface Props {
  drawn: FairView;
  onBack(): void;
  onNext(): void;
}

/** A fair rotation as it was drawn: what stays open and what is bent first, then the watches, then how it shares out. */
export function FairDrawn({ drawn, onBack, onNext }: Props): ReactElement {
  const { t } = useTranslation();
  const { span } = useShown();
  const told = useTold();
  const top = useRef<HTMLParagraphElement>(null);
  // Who listens hears what was drawn, and the keys go on from there.
  useEffect(() => top.current?.focus(), []);
  const { watches, unfilled, bends, edits } = drawn;
  const whole = { from: watches[0]?.from ?? 0, until: watches.at(-1)?.until ?? 0 };
  const isTaken = watches.some(({ people }) => people.length > 0);
  const tooMany = edits.length > mostEdits;
  const next =
    edits.length === 0
      ? t(isTaken ? 'fair.drawn.same' : 'fair.drawn.nobody')
      : tooMany
        ? t('fair.drawn.tooMany', { count: edits.length, most: mostEdits })
        : undefined;
  return (
    <div className={css['drawn']}>
      <p ref={top} tabIndex={-1} className={css['summary']}>
        {t('fair.drawn.summary', { count: watches.length, when: span(whole) })}
        {edits.length > 0 && ` ${t('fair.drawn.changes', { count: new Set(edits.map(({ said }) => said['from'])).size })}`}
      </p>
      {unfilled.length === 0 && bends.length === 0 && (
        <p className={css['good']}>
          <IconCircleCheck size={17} aria-hidden />
          {t('fair.drawn.kept')}
        </p>
      )}
      {unfilled.length > 0 && (
        <Part title={t('fair.drawn.unfilled')}>
          <ul className={css['sentences']} data-hole>
            {unfilled.map((hole) => (
              <li key={hole.en}>
                <FindingShape finding={{ kind: 'gap', schedule: '', ...whole }} size={16} />
                <span>{told(hole)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {bends.length > 0 && (
        <Part title={t('fair.drawn.bends')}>
          <ul className={css['sentences']}>
            {bends.map((bend) => (
              <li key={bend.en}>
                <span>{told(bend)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t('fair.watch.title')}>
        <FairWatches drawn={drawn} />
      </Part>
      <Part title={t('fair.table.title')}>
        <FairTable rows={drawn.table} />
      </Part>
      <div className={css['foot']}>
        {next !== undefined && <p role="status">{next}</p>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onBack}>
            {t('fair.drawn.back')}
          </Button>
          {next === undefined && <Button onClick={onNext}>{t('fair.drawn.next')}</Button>}
        </Group>
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className={css['part']} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
