import { Button, Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TellingView } from '../../shared/delivery/telling-view.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { openChange } from '../stores/change-store.ts';
import { change } from '../stores/commands.ts';
import { useNames } from '../ui/use-names.ts';
import css from './Telling.module.css';

interface Props {
  row: IncidentRow;
  followUps: TellingView['followUps'];
  mayTell: boolean;
}

/** What is to be done afterwards, with a box to say that it is. Who may answer can always add one. */
export function FollowUps({ row, followUps, mayTell }: Props): ReactElement | null {
  const { t } = useTranslation();
  const names = useNames();
  if (followUps.length === 0 && !mayTell) {
    return null;
  }
  const done = (id: string): void => void change(row, 'follow-up-done', { followUp: id }, t('told.done', { number: row.number }));
  return (
    <>
      {followUps.length > 0 && <h4 className={css['soft']}>{t('told.followUps')}</h4>}
      {followUps.length > 0 && (
        <ul className={css['followUps']} aria-label={t('told.followUps')}>
          {followUps.map(({ id, text, owner, doneAt }) => (
            <li key={id} data-done={doneAt !== undefined || undefined}>
              <Checkbox
                size="xs"
                label={owner ? `${text} (${names.one(owner)})` : text}
                aria-label={t('told.markDone', { text })}
                checked={doneAt !== undefined}
                disabled={!mayTell || doneAt !== undefined}
                onChange={() => done(id)}
              />
            </li>
          ))}
        </ul>
      )}
      {mayTell && (
        <Button className={css['make']} size="compact-xs" variant="subtle" onClick={() => openChange('follow-up', row)}>
          {t('change.item.follow-up')}
        </Button>
      )}
    </>
  );
}
