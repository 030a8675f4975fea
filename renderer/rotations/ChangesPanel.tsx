import { Anchor, Button } from '@mantine/core';
import { IconArrowBackUp, IconClock, IconInfoCircle } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeView } from '../../shared/schedule-view/changes.ts';
import { saidByEngine } from '../i18n/engine-sentences.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useDayAndTime } from '../ui/use-times.ts';
import css from './ChangesPanel.module.css';
import { Panel } from './Panel.tsx';
import { openRotationDialog } from './rotation-dialog-store.ts';
import { useShown } from './shown.ts';
import { useChangeText } from './use-change-text.ts';
import { useChanges } from './use-changes.ts';

const shownAtFirst = 10;

/** What was done to the schedule, by whom and what became of it: nothing is lost without a word. */
export function ChangesPanel(): ReactElement {
  const { t } = useTranslation();
  const { changes, failed } = useChanges();
  const [all, setAll] = useState(false);
  const more = (changes?.length ?? 0) - shownAtFirst;
  return (
    <Panel title={t('history.title')}>
      {failed && <p className={css['soft']}>{t('history.failed')}</p>}
      {!changes && !failed && <p className={css['soft']}>{t('history.loading')}</p>}
      {changes?.length === 0 && <p className={css['soft']}>{t('history.none')}</p>}
      {changes !== undefined && changes.length > 0 && (
        <ol className={css['list']} aria-label={t('history.title')}>
          {changes.slice(0, all ? undefined : shownAtFirst).map((change) => (
            <Change key={change.id} change={change} />
          ))}
        </ol>
      )}
      {!all && more > 0 && (
        <Anchor component="button" type="button" className={css['more']} onClick={() => setAll(true)}>
          {t('history.all', { count: more })}
        </Anchor>
      )}
    </Panel>
  );
}

function Change({ change }: { change: ChangeView }): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const text = useChangeText();
  const at = useDayAndTime(change.at);
  const { verdict, pending, why, undo } = change;
  const when = text.when(change);
  return (
    <li className={css['change']} data-verdict={verdict}>
      <TimeAt at={change.at} className={css['at']}>
        {at}
      </TimeAt>
      <div className={css['what']}>
        <p>
          <span className={css['title']}>{text.what(change)}</span>
          {when !== '' && <span className={css['soft']}>{when}</span>}
        </p>
        {verdict !== 'applied' && (
          <p className={css['why']}>
            <IconInfoCircle size={15} aria-hidden />
            <span>
              <b>{t(`history.${verdict}`)}</b> {why === undefined ? '' : saidByEngine(why)}
            </span>
          </p>
        )}
        {pending && (
          <p className={css['waits']}>
            <IconClock size={15} aria-hidden />
            {t('history.waits')}
          </p>
        )}
      </div>
      <span className={css['by']}>{text.by(change)}</span>
      <span className={css['tools']}>
        {undo && view.mayEdit && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconArrowBackUp size={13} aria-hidden />}
            aria-label={t('history.undoOf', { what: text.what(change) })}
            onClick={() => openRotationDialog({ kind: 'undo-change', change, undo })}
          >
            {t('rotations.undo.label')}
          </Button>
        )}
      </span>
    </li>
  );
}
