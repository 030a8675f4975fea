import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../stores/desk-store.ts';

/** Says what begins to ring to a screen reader, and puts the count into the window's title. */
export function RingAnnouncer(): ReactElement {
  const { t } = useTranslation();
  const queue = useDesk((desk) => desk.queue);
  const [said, setSaid] = useState<{ ids: readonly string[]; text: string }>({ ids: [], text: '' });
  const ringing = queue.filter((row) => row.ringing === 'me');

  const ids = ringing.map((row) => `${row.id} ${row.epoch}`);
  if (ids.join() !== said.ids.join()) {
    const begun = ringing.filter((_, index) => !said.ids.includes(ids[index] ?? ''));
    const text = begun.map((row) =>
      t('shell.ringing.announce', { severity: t(`severity.${row.severity}`), title: row.title, service: row.service.name }),
    );
    setSaid({ ids, text: text.join(' ') });
  }

  const count = ringing.length;
  useEffect(() => {
    document.title = count > 0 ? t('shell.ringing.document', { count }) : 'Watchbell';
  }, [count, t]);

  return (
    <div className="visually-hidden" role="alert" aria-live="assertive">
      {said.text}
    </div>
  );
}
