import { Button } from '@mantine/core';
import { IconBeach, IconScale, IconUserPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useClock } from '../stores/clock-store.ts';
import { shownDay, useRotations } from '../stores/rotations-store.ts';
import { clockTime } from '../ui/time-format.ts';
import { useLocale, useMyZone } from '../ui/use-locale.ts';
import { BalanceTable } from './BalanceTable.tsx';
import { ChangesPanel } from './ChangesPanel.tsx';
import { FindingsPanel } from './FindingsPanel.tsx';
import { MonthCalendar } from './MonthCalendar.tsx';
import { LayersPanel } from './LayersPanel.tsx';
import { PeopleStrip } from './PeopleStrip.tsx';
import { openRotationDialog } from './rotation-dialog-store.ts';
import css from './ScheduleArticle.module.css';
import { useShown } from './shown.ts';
import { SwapsPanel } from './SwapsPanel.tsx';
import { Timeline, useShownDays } from './Timeline.tsx';
import { Toolbar } from './Toolbar.tsx';

/** One schedule: its time line, what is wrong with it, who wants to swap, its layers, and who carries how much. */
export function ScheduleArticle(): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const rotations = useRotations();
  // Without a day of one's own it is today's, also after midnight.
  const day = useClock(() => shownDay(rotations));
  const days = useShownDays(day);
  return (
    <article className={css['schedule']} aria-label={view.name}>
      <header className={css['head']}>
        <div>
          <h2>{view.name}</h2>
          <ZoneLine zone={view.zone} />
        </div>
        <div className={css['actions']}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconBeach size={15} aria-hidden />}
            onClick={() => openRotationDialog({ kind: 'add-leave' })}
          >
            {t('rotations.addLeave')}
          </Button>
          {view.mayEdit && (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconScale size={15} aria-hidden />}
              onClick={() => openRotationDialog({ kind: 'fair' })}
            >
              {t('fair.open')}
            </Button>
          )}
          {view.mayEdit && (
            <Button
              size="compact-sm"
              leftSection={<IconUserPlus size={15} aria-hidden />}
              onClick={() => openRotationDialog({ kind: 'override', draft: {} })}
            >
              {t('rotations.override')}
            </Button>
          )}
        </div>
      </header>
      {!view.mayEdit && <p className={css['soft']}>{t('rotations.readOnly')}</p>}
      <Toolbar days={days} day={day} />
      {rotations.zoom === 'calendar' ? <MonthCalendar days={days} /> : <Timeline days={days} />}
      {view.mayEdit ? <PeopleStrip /> : <p className={css['soft']}>{t('rotations.keys')}</p>}
      <div className={css['panels']}>
        <FindingsPanel />
        <SwapsPanel />
      </div>
      <LayersPanel />
      <BalanceTable />
      <ChangesPanel />
    </article>
  );
}

/** The zone whose days are drawn, and the time there where it is not the reader's. */
function ZoneLine({ zone }: { zone: string }): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const mine = useMyZone();
  const there = useClock(({ now }) => clockTime(now, locale, zone));
  const here = useClock(({ now }) => clockTime(now, locale, mine));
  const name = zone.replaceAll('_', ' ');
  return (
    <p className={css['soft']}>
      {there === here ? t('rotations.zone', { zone: name }) : t('rotations.otherZone', { zone: name, there, here })}
    </p>
  );
}
