import { Select } from '@mantine/core';
import { IconCalendarCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { command } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import css from './SettingsScreen.module.css';

const off = 'off';
const hours = Array.from({ length: 13 }, (_, i) => `${String(i + 7).padStart(2, '0')}:00`);

/** When the bell of this laptop is tested each day, or not at all. */
export function DailyTestRow(): ReactElement | null {
  const { t } = useTranslation();
  const time = useDesk((desk) => desk.dailyTest);
  if (time === undefined) {
    return null;
  }
  const times = time === off || hours.includes(time) ? hours : [...hours, time].toSorted();
  return (
    <div className={css['row']}>
      <div className={css['icons']}>
        <IconCalendarCheck size={18} aria-hidden />
        <div>
          <p id="daily-test">{t('settings.dailyTest')}</p>
          <p className={css['soft']}>{t('settings.dailyTestText')}</p>
        </div>
      </div>
      <Select
        className={css['time']}
        aria-labelledby="daily-test"
        data={[{ value: off, label: t('settings.dailyTestOff') }, ...times.map((each) => ({ value: each, label: each }))]}
        value={time}
        allowDeselect={false}
        onChange={(dailyTest) => dailyTest !== null && void command('settings:set', { dailyTest })}
      />
    </div>
  );
}
