import { Button } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { acknowledge } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { showIncident } from '../stores/route-store.ts';
import { SeverityBadge } from '../ui/SeverityBadge.tsx';
import css from './RingingStrip.module.css';

/** On every screen but the queue: what rings for me, the first by name, one click from being taken. */
export function RingingStrip(): ReactElement | null {
  const { t } = useTranslation();
  const queue = useDesk((desk) => desk.queue);
  const ringing = queue.filter((row) => row.ringing === 'me');
  const [first] = ringing;
  if (!first) {
    return null;
  }
  return (
    <section className={css['strip']} data-severity={first.severity} aria-label={t('shell.ringing.title')}>
      <IconBellRinging size={18} aria-hidden className={css['bell']} />
      <b className={css['count']}>{t('shell.ringing.strip', { count: ringing.length })}</b>
      <SeverityBadge severity={first.severity} />
      <span className={css['title']} title={first.title}>
        {first.title}
      </span>
      <Button size="xs" variant="default" onClick={() => showIncident(first.id)}>
        {t('action.show')}
      </Button>
      <Button
        size="xs"
        aria-label={t('queue.acknowledgeRow', { number: first.number, title: first.title })}
        onClick={() => void acknowledge(first)}
      >
        {t('action.acknowledge')}
      </Button>
    </section>
  );
}
