import { useTranslation } from 'react-i18next';
import { fieldText } from '../../shared/condition/field-words.ts';
import type { EffectsView } from '../../shared/noise-view/noise-view.ts';
import { useTargetWords } from '../policies/use-target-words.ts';
import { useLocale } from '../ui/use-locale.ts';
import { useTimes } from '../ui/use-times.ts';

/** What a routing rule does, in words: `severity becomes Critical and pages Bo first`. */
export function useEffectWords(): (sets: EffectsView) => string {
  const { t } = useTranslation();
  const locale = useLocale();
  const times = useTimes();
  const words = useTargetWords();
  const joined = new Intl.ListFormat(locale, { type: 'conjunction' });
  return ({ severity, priority, service, policy, assign, tags, known, pauseMs, suppress }) =>
    joined.format(
      [
        severity && t('noise.rule.severity', { severity: t(`severity.${severity}`) }),
        priority && t('noise.rule.priority', { priority }),
        service && t('noise.rule.service', { service }),
        policy && t('noise.rule.policy', { policy }),
        assign && t('noise.rule.assign', { who: words.list(assign) }),
        tags && t('noise.rule.tags', { tags: joined.format(tags) }),
        ...Object.entries(known ?? {}).map(([field, value]) =>
          t('noise.rule.known', { field: fieldText(field, locale), value: String(value) }),
        ),
        pauseMs !== undefined && t('noise.rule.pause', { duration: times.period(pauseMs) }),
        suppress && t('noise.rule.suppress'),
      ].filter((part) => typeof part === 'string'),
    );
}
