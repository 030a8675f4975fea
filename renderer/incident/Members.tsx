import { IconBell, IconCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import css from './Evidence.module.css';

/** The problems an incident collects, those that go on first. Nothing while there is only one. */
export function Members({ members }: { members: NonNullable<IncidentDetail['members']> }): ReactElement | null {
  const { t } = useTranslation();
  if (members.length === 0) {
    return null;
  }
  const open = members.filter(({ isOver }) => !isOver).length;
  return (
    <section className={css['part']} aria-label={t('evidence.members')}>
      <h3>{t('evidence.members')}</h3>
      <p className={css['soft']}>{t('evidence.membersOpen', { count: open, total: members.length })}</p>
      <ul>
        {members.map(({ key, title, isOver }) => (
          <li key={key} className={css['line']} data-over={isOver || undefined}>
            {isOver ? <IconCheck size={14} aria-hidden /> : <IconBell size={14} aria-hidden />}
            <span className={css['what']} title={key}>
              {title}
            </span>
            <span className={css['soft']}>{t(isOver ? 'evidence.over' : 'evidence.goesOn')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
