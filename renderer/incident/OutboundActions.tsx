import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionView } from '../../shared/bridge/desk.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { OutboundAction } from './OutboundAction.tsx';
import css from './OutboundActions.module.css';

/** What is to go out of the house about an incident; first what waits for me. Nothing when nothing was proposed. */
export function OutboundActions({ row, actions }: { row: IncidentRow; actions: readonly ActionView[] }): ReactElement | null {
  const { t } = useTranslation();
  if (actions.length === 0) {
    return null;
  }
  const ordered = actions.toSorted((a, b) => Number(b.mine) - Number(a.mine) || b.at - a.at);
  return (
    <section className={css['actions']} aria-label={t('outbound.title')}>
      <h3>{t('outbound.title')}</h3>
      {ordered.map((action) => (
        <OutboundAction key={action.id} row={row} action={action} />
      ))}
    </section>
  );
}
