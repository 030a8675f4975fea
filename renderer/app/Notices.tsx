import { Button, CloseButton } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissNotice, useNotices, type Notice } from '../stores/notice-store.ts';
import css from './Notices.module.css';

/** What was just done or could not be, in sentences. */
export function Notices({ only }: { only?: Notice['tone'] }): ReactElement {
  const { t } = useTranslation();
  const all = useNotices((state) => state.notices);
  const notices = only === undefined ? all : all.filter(({ tone }) => tone === only);
  return (
    <div className={css['notices']} role="log" aria-live="polite" aria-label={t('notice.region')}>
      {notices.map(({ id, tone, text, action }) => (
        <div key={id} className={css['notice']} data-tone={tone}>
          {tone === 'done' ? <IconCircleCheck size={18} aria-hidden /> : <IconAlertCircle size={18} aria-hidden />}
          <span className={css['text']}>{text}</span>
          {action && (
            <Button
              size="compact-sm"
              variant="white"
              onClick={() => {
                dismissNotice(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
          <CloseButton className={css['close']} size="sm" aria-label={t('action.dismiss')} onClick={() => dismissNotice(id)} />
        </div>
      ))}
    </div>
  );
}
