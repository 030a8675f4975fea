import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckpointView } from '../../shared/policy-view/policy-view.ts';
import { useLocale } from '../ui/use-locale.ts';
import { useTimes } from '../ui/use-times.ts';
import css from './PolicyPart.module.css';
import { useTargetWords } from './use-target-words.ts';

/** What does not go out of the house before somebody has agreed. */
export function Checkpoints({ checkpoints }: { checkpoints: readonly CheckpointView[] }): ReactElement | null {
  const { t } = useTranslation();
  if (checkpoints.length === 0) {
    return null;
  }
  return (
    <section className={css['part']} aria-label={t('policies.checkpoints')}>
      <h3>{t('policies.checkpoints')}</h3>
      <ul>
        {checkpoints.map((checkpoint) => (
          <Checkpoint key={checkpoint.name} checkpoint={checkpoint} />
        ))}
      </ul>
    </section>
  );
}

function Checkpoint({ checkpoint }: { checkpoint: CheckpointView }): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const times = useTimes();
  const words = useTargetWords();
  const { name, actions, when, approvals, from, withinMs, otherwise } = checkpoint;
  const kinds = new Intl.ListFormat(locale, { type: 'conjunction' }).format(actions.map((kind) => t(`incident.actions.kind.${kind}`)));
  return (
    <li>
      <h4>{name}</h4>
      <dl className={css['facts']}>
        <dt>{t('policies.checkpoint.what')}</dt>
        <dd>{kinds}</dd>
        {when && (
          <>
            <dt>{t('policies.checkpoint.when')}</dt>
            <dd>{when[locale]}</dd>
          </>
        )}
        <dt>{t('policies.checkpoint.from')}</dt>
        <dd>{t('policies.checkpoint.approvals', { count: approvals, who: words.list(from), within: times.duration(withinMs) })}</dd>
        <dt>{t('policies.checkpoint.otherwise')}</dt>
        <dd>{otherwise ? words.list(otherwise) : t('policies.checkpoint.again')}</dd>
      </dl>
    </li>
  );
}
