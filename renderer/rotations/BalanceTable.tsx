import type { CSSProperties, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRotations } from '../stores/rotations-store.ts';
import { useLocale } from '../ui/use-locale.ts';
import css from './BalanceTable.module.css';
import { inHours } from './numbers.ts';
import { Panel } from './Panel.tsx';
import { PersonMark } from './PersonMark.tsx';
import { useShown } from './shown.ts';

const columns = ['nights', 'weekendDays', 'holidays'] as const;

/** Who carries how much in the days on screen. */
export function BalanceTable(): ReactElement {
  const { t } = useTranslation();
  const { view, nameOf, colourOf } = useShown();
  const locale = useLocale();
  const zoom = useRotations((rotations) => rotations.zoom);
  const most = Math.max(1, ...view.balance.map(({ onCallMs }) => onCallMs));
  const rows = view.balance.toSorted((a, b) => b.onCallMs - a.onCallMs);
  return (
    <Panel title={t('rotations.balance.title')} aside={<span className={css['soft']}>{t(`rotations.balance.of.${zoom}`)}</span>}>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">{t('rotations.balance.person')}</th>
            <th scope="col" className={css['wide']}>
              {t('rotations.balance.hours')}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className={css['number']}>
                {t(`rotations.balance.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.person}>
              <th scope="row">
                <PersonMark person={{ id: row.person, name: nameOf(row.person) }} />
              </th>
              <td className={css['hours']}>
                <span>{inHours(row.onCallMs, locale)}</span>
                <span
                  className={css['share']}
                  style={{ '--part': row.onCallMs / most, ...colourOf(row.person) } as CSSProperties}
                  aria-hidden
                />
              </td>
              {columns.map((column) => (
                <td key={column} className={css['number']} data-none={row[column] === 0 || undefined}>
                  {row[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
