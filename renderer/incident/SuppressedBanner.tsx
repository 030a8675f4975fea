import { Anchor, Button } from '@mantine/core';
import { IconBellOff, IconBellRinging } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { tellExplanation } from '../../shared/explain/sentences.ts';
import { useSuppressionText } from '../queue/use-suppression-text.ts';
import { bridge } from '../stores/bridge.ts';
import { letRing } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { showIncident } from '../stores/route-store.ts';
import { useLocale } from '../ui/use-locale.ts';
import { useTimes } from '../ui/use-times.ts';
import css from './SuppressedBanner.module.css';

/** That an incident pages nobody, why, what ends it, and the way to end it now. Nothing on one that is not suppressed. */
export function SuppressedBanner({ row }: { row: IncidentRow }): ReactElement | null {
  const { t } = useTranslation();
  const { sentence, ends } = useSuppressionText(row.suppression);
  const [because, setBecause] = useState<string[]>();
  const [sending, setSending] = useState(false);
  const why = useWhy(row.id);
  if (row.status !== 'suppressed') {
    return null;
  }
  const ring = async (): Promise<void> => {
    setSending(true);
    await letRing(row);
    setSending(false);
  };
  const { other } = row.suppression ?? {};
  return (
    <div className={css['banner']} role="status">
      <IconBellOff size={18} aria-hidden />
      <div className={css['text']}>
        <p>
          <b>{t('suppressed.pagesNobody')}</b> {sentence} <span className={css['ends']}>{t('suppressed.whatEnds', { ends })}</span>
          {other && (
            <>
              {' '}
              <Anchor component="button" type="button" className={css['other']} onClick={() => showIncident(other.id)}>
                {t('suppressed.showOther', { number: other.number })}
              </Anchor>
            </>
          )}
        </p>
        {because?.map((line) => (
          <p key={line} className={css['ends']}>
            {line}
          </p>
        ))}
      </div>
      <div className={css['buttons']}>
        <Button
          size="compact-sm"
          variant="light"
          loading={sending}
          leftSection={<IconBellRinging size={14} aria-hidden />}
          onClick={() => void ring()}
        >
          {t('suppressed.letRing')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-expanded={because !== undefined}
          onClick={() => (because ? setBecause(undefined) : void why().then(setBecause))}
        >
          {t('suppressed.why')}
        </Button>
      </div>
    </div>
  );
}

/** Asks main why this person is not paged for an incident. */
function useWhy(id: string): () => Promise<string[]> {
  const { t } = useTranslation();
  const locale = useLocale();
  const times = useTimes();
  const me = useDesk((desk) => desk.me?.id);
  return async () => {
    try {
      const answer = me === undefined ? undefined : await bridge().request('incident:explain', { id, person: me });
      return answer ? tellExplanation(answer, locale, times.toTheSecond).because : [t('suppressed.noWhy')];
    } catch {
      return [t('notice.noAnswer')];
    }
  };
}
