import { useTranslation } from 'react-i18next';
import type { Finding } from '../../shared/coverage/finding.ts';
import { useTimes } from '../ui/use-times.ts';
import { useShown } from './shown.ts';

/** What is wrong, in a sentence. */
export function useFindingText(): (finding: Finding) => string {
  const { t } = useTranslation();
  const { view, nameOf, span, at } = useShown();
  const times = useTimes(view.zone);
  return (finding) => {
    const when = span(finding);
    switch (finding.kind) {
      case 'gap':
        return t('rotations.finding.long.gap', { schedule: nameOf(finding.schedule), when });
      case 'gone':
      case 'leave':
      case 'no-way':
        return t(`rotations.finding.long.${finding.kind}`, { who: nameOf(finding.person), when });
      case 'same-level-next':
        return t('rotations.finding.long.same-level-next', {
          who: nameOf(finding.person),
          policy: nameOf(finding.policy),
          before: finding.level - 1,
          level: finding.level,
          when,
        });
      case 'rest':
        return t('rotations.finding.long.rest', {
          who: nameOf(finding.person),
          rest: times.duration(finding.restMs),
          when: at(finding.until),
        });
      case 'nights':
        return t('rotations.finding.long.nights', { who: nameOf(finding.person), count: finding.nights, when });
      case 'two-watches': {
        const other = finding.schedule === view.id ? finding.other : finding.schedule;
        return t('rotations.finding.long.two-watches', { who: nameOf(finding.person), other: nameOf(other), when });
      }
      case 'overlap':
        return t('rotations.finding.long.overlap', { who: nameOf(finding.person), other: nameOf(finding.other), when });
    }
  };
}
