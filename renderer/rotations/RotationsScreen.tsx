import { Button, Loader } from '@mantine/core';
import { IconAlertCircle, IconCalendarPlus } from '@tabler/icons-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchedulesView, ScheduleView } from '../../shared/schedule-view/schedule-view.ts';
import { followRotations, useRotations } from '../stores/rotations-store.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { closeRotationDialog } from './rotation-dialog-store.ts';
import { RotationDialogs } from './RotationDialogs.tsx';
import css from './RotationsScreen.module.css';
import { ScheduleArticle } from './ScheduleArticle.tsx';
import { ScheduleList } from './ScheduleList.tsx';
import { ShownProvider, useShownOf } from './shown.ts';

/** Every schedule drawn over time: who is on call, what is missing, and everything one does about it. */
export function RotationsScreen(): ReactElement {
  const { t } = useTranslation();
  const [tries, setTries] = useState(0);
  useEffect(followRotations, [tries]);
  // A dialog does not wait for somebody who went to another screen.
  useEffect(() => closeRotationDialog, []);
  const { view, state } = useRotations();
  const again = (
    <Button variant="default" onClick={() => setTries(tries + 1)}>
      {t('action.tryAgain')}
    </Button>
  );
  return (
    <main className={css['screen']} tabIndex={-1} aria-label={t('rotations.title')}>
      <div className={css['column']}>
        <h1>{t('rotations.title')}</h1>
        {view ? (
          <>
            {state === 'failed' && (
              <p className={css['stale']} role="status">
                <IconAlertCircle size={16} aria-hidden />
                {t('rotations.stale')}
                {again}
              </p>
            )}
            <Known view={view} />
          </>
        ) : state === 'failed' ? (
          <EmptyState icon={<IconAlertCircle size={30} stroke={1.5} aria-hidden />} title={t('rotations.failed')} action={again}>
            {t('rotations.failedText')}
          </EmptyState>
        ) : (
          <div className={css['waiting']} role="status">
            <Loader size="sm" />
            {t('rotations.loading')}
          </div>
        )}
      </div>
    </main>
  );
}

function Known({ view: { schedules, shown } }: { view: SchedulesView }): ReactElement {
  const { t } = useTranslation();
  if (!shown) {
    return (
      <EmptyState icon={<IconCalendarPlus size={30} stroke={1.5} aria-hidden />} title={t('rotations.empty')}>
        {t('rotations.emptyText')}
      </EmptyState>
    );
  }
  return (
    <div className={css['columns']}>
      <ScheduleList schedules={schedules} shown={shown.id} />
      <OneSchedule view={shown} schedules={schedules} />
    </div>
  );
}

function OneSchedule({ view, schedules }: { view: ScheduleView; schedules: SchedulesView['schedules'] }): ReactElement {
  const shown = useShownOf(view, schedules);
  return (
    <ShownProvider value={shown}>
      <ScheduleArticle key={view.id} />
      <RotationDialogs />
    </ShownProvider>
  );
}
