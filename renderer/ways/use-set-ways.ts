import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PagingRule, QuietHours } from '../../shared/workspace/person-rules.ts';
import { notify } from '../stores/notice-store.ts';
import { closeWaysForm } from '../stores/ways-store.ts';
import { setWays } from './set-ways.ts';

interface Setting {
  /** Why the last try was not taken. */
  problem: string | undefined;
  sending: boolean;
  set(pages: PagingRule[], quietHours: QuietHours[]): void;
}

/** Sets the rules from a form that shows the failure itself. */
export function useSetWays(): Setting {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const send = async (pages: PagingRule[], quietHours: QuietHours[]): Promise<void> => {
    setSending(true);
    const why = await setWays(pages, quietHours);
    setSending(false);
    setProblem(why);
    if (why === undefined) {
      closeWaysForm();
      notify({ tone: 'done', text: t('ways.saved') });
    }
  };
  return { problem, sending, set: (pages, quietHours) => void send(pages, quietHours) };
}
