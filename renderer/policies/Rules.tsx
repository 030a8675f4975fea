import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleView } from '../../shared/policy-view/policy-view.ts';
import { useLocale } from '../ui/use-locale.ts';
import { useTimes } from '../ui/use-times.ts';
import css from './PolicyPart.module.css';
import { useTargetWords } from './use-target-words.ts';

/** What happens once whenever its condition holds, however the path stands. */
export function Rules({ rules }: { rules: readonly RuleView[] }): ReactElement | null {
  const { t } = useTranslation();
  if (rules.length === 0) {
    return null;
  }
  return (
    <section className={css['part']} aria-label={t('policies.rules')}>
      <h3>{t('policies.rules')}</h3>
      <ul>
        {rules.map((rule) => (
          <Rule key={rule.name} rule={rule} />
        ))}
      </ul>
    </section>
  );
}

function Rule({ rule: { name, when, after, escalateTo, page, off } }: { rule: RuleView }): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const times = useTimes();
  const words = useTargetWords();
  const causes = [
    after && after.durationMs > 0
      ? t(`policies.rule.after.${after.since}`, { after: times.duration(after.durationMs) })
      : after && t(`policies.rule.at.${after.since}`),
    when && t('policies.rule.when', { when: when[locale] }),
  ].filter((cause) => cause !== undefined);
  const effect =
    escalateTo === undefined
      ? t('policies.rule.page', { who: words.list(page ?? []) })
      : escalateTo === 'next'
        ? t('policies.rule.next')
        : t('policies.rule.level', { level: escalateTo });
  return (
    <li data-off={off || undefined}>
      <h4>
        {name}
        {off === true && <span className={css['off']}>{t('policies.rule.off')}</span>}
      </h4>
      <p>
        {causes.join(', ')} → {effect}
      </p>
    </li>
  );
}
