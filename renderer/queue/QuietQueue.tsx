import { Anchor, Button } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnCallRow } from '../../shared/bridge/desk.ts';
import { useDesk } from '../stores/desk-store.ts';
import { openDialog } from '../stores/dialog-store.ts';
import { toggleStatus } from '../stores/queue-view-store.ts';
import { RestingBell } from '../ui/RestingBell.tsx';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useNames } from '../ui/use-names.ts';
import { useDayAndTime } from '../ui/use-times.ts';
import css from './QuietQueue.module.css';

/** The queue when nothing is open: calm, who has the watch, and how to be sure the bell works. */
export function QuietQueue({ resolved }: { resolved: number }): ReactElement {
  const { t } = useTranslation();
  const onCall = useDesk((desk) => desk.onCall);
  return (
    <div className={css['quiet']}>
      <RestingBell />
      <p className={css['title']}>{t('queue.quiet.title')}</p>
      <p className={css['text']}>{t('queue.quiet.text')}</p>
      {onCall.length === 0 ? (
        <p className={css['text']}>{t('queue.quiet.nobodyYet')}</p>
      ) : (
        <section className={css['watch']} aria-label={t('queue.quiet.onCall')}>
          <h2 className={css['watchTitle']}>{t('queue.quiet.onCall')}</h2>
          <ul>
            {onCall.slice(0, 6).map((row) => (
              <OnCallLine key={row.schedule.id} row={row} />
            ))}
          </ul>
        </section>
      )}
      <Button variant="default" leftSection={<IconBellRinging size={16} aria-hidden />} onClick={() => openDialog('test-alert')}>
        {t('queue.quiet.test')}
      </Button>
      {resolved > 0 && (
        <Anchor component="button" type="button" size="sm" onClick={() => toggleStatus('resolved')}>
          {t('queue.quiet.resolvedToday', { count: resolved })}
        </Anchor>
      )}
    </div>
  );
}

function OnCallLine({ row }: { row: OnCallRow }): ReactElement {
  const { t } = useTranslation();
  const { isMe } = useNames();
  const until = useDayAndTime(row.until);
  const name = row.person ? (isMe(row.person) ? t('oncall.you', { name: row.person.name }) : row.person.name) : t('oncall.nobody');
  return (
    <li>
      <span className={css['schedule']}>{row.schedule.name}</span>
      <span className={css['person']}>{name}</span>
      <span className={css['until']}>{row.until !== undefined && <TimeAt at={row.until}>{t('queue.quiet.until', { until })}</TimeAt>}</span>
    </li>
  );
}
