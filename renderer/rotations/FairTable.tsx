import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FairView } from '../../shared/schedule-view/propose.ts';
import { useLocale } from '../ui/use-locale.ts';
import css from './Fair.module.css';
import { amount } from './numbers.ts';
import { PersonMark } from './PersonMark.tsx';
import { useShown } from './shown.ts';
import { useTold } from './use-told.ts';

type Row = FairView['table'][number];

const measures = ['hours', 'nights', 'weekendDays', 'holidays'] as const;

/** How a drawn rotation shares out: what everybody carried, what they would, and what would be fair. */
export function FairTable({ rows }: { rows: readonly Row[] }): ReactElement {
  const { t } = useTranslation();
  const most = Math.max(1, ...rows.flatMap(({ after, share }) => [after.hours, share.hours]));
  return (
    <>
      <p className={css['note']}>{t('fair.table.text')}</p>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">{t('rotations.balance.person')}</th>
            {measures.map((measure) => (
              <th key={measure} scope="col" className={css['number']}>
                {t(measure === 'hours' ? 'fair.table.hours' : `rotations.balance.${measure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Person key={row.person.id} row={row} most={most} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Person({ row, most }: { row: Row; most: number }): ReactElement {
  const { t } = useTranslation();
  const told = useTold();
  const locale = useLocale();
  const { colourOf } = useShown();
  const { person, before, after, share } = row;
  const parts = { '--before': before.hours / most, '--after': after.hours / most, '--share': share.hours / most, ...colourOf(person.id) };
  return (
    <>
      <tr>
        <th scope="row">
          <PersonMark person={person} />
          <span className={css['bullet']} style={parts} aria-hidden />
        </th>
        {measures.map((measure) => (
          <td key={measure} className={css['number']}>
            {amount(before[measure], locale)} <span aria-hidden>→</span>
            <span className="visually-hidden">{t('fair.table.arrow')}</span> <b>{amount(after[measure], locale)}</b>
            <span className={css['soft']}>{t('fair.table.share', { share: amount(share[measure], locale) })}</span>
          </td>
        ))}
      </tr>
      <tr className={css['told']}>
        <td colSpan={measures.length + 1}>{told(row.told)}</td>
      </tr>
    </>
  );
}
