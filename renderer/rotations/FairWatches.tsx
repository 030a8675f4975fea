import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FairView } from '../../shared/schedule-view/propose.ts';
import css from './Fair.module.css';
import { FindingShape } from './finding-look.tsx';
import { PersonMark } from './PersonMark.tsx';
import { useShown } from './shown.ts';
import { useTold } from './use-told.ts';

type Watch = FairView['watches'][number];

/** Every watch that was drawn: when, who, and why they have it. */
export function FairWatches({ drawn: { watches, edits } }: { drawn: FairView }): ReactElement {
  const { t } = useTranslation();
  const { span } = useShown();
  const isNew = (watch: Watch, person: string): boolean =>
    edits.some(({ said }) => said['from'] === watch.from && said['person'] === person);
  return (
    <ol className={css['watches']} aria-label={t('fair.watch.title')}>
      {watches.map((watch) => (
        <li key={watch.from}>
          <span className={css['when']}>{span(watch)}</span>
          <div>
            {watch.people.length === 0 && (
              <b className={css['nobody']}>
                <FindingShape finding={{ kind: 'gap', schedule: '', from: watch.from, until: watch.until }} size={16} />
                {t('rotations.nobody')}
              </b>
            )}
            {watch.people.map((holder) => (
              <Holder key={holder.person.id} holder={holder} isNew={isNew(watch, holder.person.id)} />
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Holder({ holder: { person, reasons }, isNew }: { holder: Watch['people'][number]; isNew: boolean }): ReactElement {
  const { t } = useTranslation();
  const told = useTold();
  const [first, ...others] = reasons.map(({ because }) => capital(told(because)));
  return (
    <div className={css['holder']}>
      <span className={css['who']}>
        <PersonMark person={person} />
        {!isNew && <span className={css['soft']}>{t('fair.watch.same')}</span>}
      </span>
      <div className={css['why']}>
        <span>{first}</span>
        {others.length > 0 && (
          <details>
            <summary>{t('fair.watch.more', { count: others.length })}</summary>
            <ul>
              {others.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
