import { Button, Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Handoff } from '../../shared/handoff/handoff.ts';
import { command } from '../stores/commands.ts';
import { notify } from '../stores/notice-store.ts';
import { HandoffNote } from './HandoffNote.tsx';
import css from './ReceivedOffer.module.css';
import { useHandoffNames } from './use-handoff-names.ts';

/** A handoff offered to me: read it, then take the watch or say why not. */
export function ReceivedOffer({ handoff }: { handoff: Handoff }): ReactElement {
  const { t } = useTranslation();
  const { from, schedule } = useHandoffNames(handoff);
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);

  const accept = async (): Promise<void> => {
    if (await command('handoff:answer', { id: handoff.id, accept: true })) {
      notify({ tone: 'done', text: t('handoff.accepted', { schedule }) });
    }
  };
  const decline = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '') {
      return;
    }
    if (await command('handoff:answer', { id: handoff.id, accept: false, reason: reason.trim() })) {
      notify({ tone: 'done', text: t('handoff.declined', { who: from }) });
    }
  };

  return (
    <article className={css['offer']} aria-label={t('handoff.receivedFrom', { from, schedule })}>
      <h3>{t('handoff.receivedFrom', { from, schedule })}</h3>
      <HandoffNote handoff={handoff} />
      {declining && (
        <Textarea
          label={t('handoff.declineWhy')}
          autosize
          // The person asked for this field by pressing Decline.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          minRows={2}
          maxLength={2000}
          value={reason}
          error={tried && reason.trim() === '' ? t('handoff.declineNeedWhy') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <div className={css['buttons']}>
        {declining ? (
          <>
            <Button onClick={() => void decline()}>{t('handoff.declineSend')}</Button>
            <Button variant="default" onClick={() => setDeclining(false)}>
              {t('action.cancel')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => void accept()}>{t('handoff.accept')}</Button>
            <Button variant="default" onClick={() => setDeclining(true)}>
              {t('handoff.decline')}
            </Button>
          </>
        )}
      </div>
    </article>
  );
}
