import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Handoff } from '../../shared/handoff/handoff.ts';
import { useDesk } from '../stores/desk-store.ts';
import { showIncident } from '../stores/route-store.ts';
import { useTimes } from '../ui/use-times.ts';
import css from './HandoffNote.module.css';

/** What one person wrote for the next. */
export function HandoffNote({ handoff }: { handoff: Handoff }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  return (
    <div className={css['note']}>
      <p className={css['soft']}>
        {t('handoff.shift', { from: times.dateAndTime(handoff.shift.from), until: times.dateAndTime(handoff.shift.until) })}
      </p>
      {handoff.incidents.length > 0 && (
        <ul>
          {handoff.incidents.map(({ id, line }) => (
            <Line key={id} id={id} line={line} />
          ))}
        </ul>
      )}
      {handoff.note !== '' && <p className={css['text']}>{handoff.note}</p>}
    </div>
  );
}

function Line({ id, line }: { id: string; line: string }): ReactElement {
  const row = useDesk((desk) => desk.queue.find((candidate) => candidate.id === id));
  return (
    <li>
      {row && (
        <Anchor component="button" type="button" className={css['incident']} onClick={() => showIncident(id)}>
          #{row.number} {row.title}
        </Anchor>
      )}
      {line !== '' && <span>{line}</span>}
    </li>
  );
}
