import { IconBeach } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stretch } from '../../shared/balance/stretch.ts';
import type { EditPreview } from '../../shared/schedule-view/schedule-view.ts';
import { useLocale } from '../ui/use-locale.ts';
import { signed, signedHours } from './numbers.ts';
import { PersonMark } from './PersonMark.tsx';
import css from './PreviewPanel.module.css';
import { useShown } from './shown.ts';

const inSight = 2;

/** What an edit does to one person: the sum in a line, and the watches they get and lose. */
export function PersonImpact({ impact }: { impact: EditPreview['people'][number] }): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const { span } = useShown();
  const { person, name, nights, weekendDays, hoursMs, gained, lost, inLeave } = impact;
  const sums = [
    ...(nights === 0 ? [] : [t('rotations.preview.nights', { count: Math.abs(nights), signed: signed(nights, locale) })]),
    ...(weekendDays === 0
      ? []
      : [t('rotations.preview.weekendDays', { count: Math.abs(weekendDays), signed: signed(weekendDays, locale) })]),
    ...(hoursMs === 0 ? [] : [signedHours(hoursMs, locale)]),
  ];
  return (
    <li>
      <div className={css['sum']}>
        <PersonMark person={{ id: person, name }} />
        <b>{sums.length === 0 ? t('rotations.preview.same') : sums.join(', ')}</b>
      </div>
      <Watches kind="gained" stretches={gained} />
      <Watches kind="lost" stretches={lost} />
      {inLeave.length > 0 && (
        <p className={css['inLeave']}>
          <IconBeach size={15} aria-hidden />
          {t('rotations.preview.inLeave', { when: span(inLeave[0] as Stretch) })}
          {inLeave.length > 1 && ` ${t('rotations.finding.again', { count: inLeave.length - 1 })}`}
        </p>
      )}
    </li>
  );
}

function Watches({ kind, stretches }: { kind: 'gained' | 'lost'; stretches: readonly Stretch[] }): ReactElement | null {
  const { t } = useTranslation();
  const { span } = useShown();
  if (stretches.length === 0) {
    return null;
  }
  if (stretches.length <= inSight) {
    return <p className={css['soft']}>{t(`rotations.preview.${kind}`, { when: stretches.map(span).join(' · ') })}</p>;
  }
  return (
    <details className={css['soft']}>
      <summary>{t(`rotations.preview.${kind}Many`, { count: stretches.length })}</summary>
      <ul>
        {stretches.map((stretch) => (
          <li key={stretch.from}>{span(stretch)}</li>
        ))}
      </ul>
    </details>
  );
}
