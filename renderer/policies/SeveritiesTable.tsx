import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PoliciesView } from '../../shared/policy-view/policy-view.ts';
import { Section } from '../ui/Screen.tsx';
import { SeverityBadge } from '../ui/SeverityBadge.tsx';
import { useTimes } from '../ui/use-times.ts';
import css from './SeveritiesTable.module.css';

const columns = ['severity', 'pages', 'escalates', 'repeats', 'wakes', 'alarm'] as const;

/** What each severity does where a level says nothing of its own. */
export function SeveritiesTable({ severities }: { severities: PoliciesView['severities'] }): ReactElement | null {
  const { t } = useTranslation();
  const times = useTimes();
  if (severities.length === 0) {
    return null;
  }
  const answer = (yes: boolean): string => t(yes ? 'policies.yes' : 'policies.no');
  return (
    <Section title={t('policies.severities')}>
      <p className={css['soft']}>{t('policies.severitiesText')}</p>
      <table className={css['table']}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`policies.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {severities.map(({ severity, pages, escalates, acknowledgeWithinMs, repeats, repeatEveryMs, wakes, alarm }) => (
            <tr key={severity}>
              <th scope="row">
                <SeverityBadge severity={severity} />
              </th>
              <td>{answer(pages)}</td>
              <td>{pages && escalates ? times.duration(acknowledgeWithinMs) : answer(false)}</td>
              <td>{pages && repeats ? t('policies.every', { every: times.period(repeatEveryMs) }) : answer(false)}</td>
              <td>{answer(pages && wakes)}</td>
              <td>{answer(pages && alarm)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
