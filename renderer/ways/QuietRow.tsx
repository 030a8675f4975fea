import { Button } from '@mantine/core';
import { IconMoon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { weekdays, type LocalWindow } from '../../shared/time/local-window.ts';
import type { WayView } from '../../shared/workspace/way-view.ts';
import { dayTitle } from '../rotations/range-title.ts';
import { openWaysForm } from '../stores/ways-store.ts';
import { useLocale } from '../ui/use-locale.ts';
import css from './Ways.module.css';

/** The hours in which nothing that may wait pages the person, in words. */
export function QuietRow({ view: { quietHours } }: { view: WayView }): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const said = ({ days, from, until }: LocalWindow): string => {
    const which = days?.map((day) => dayTitle(4 + weekdays.indexOf(day), locale, { weekday: 'short' })).join(', ');
    return `${from} – ${until} (${which ?? t('ways.quiet.every')})`;
  };
  return (
    <div className={css['part']}>
      <div className={css['partHead']}>
        <h3>{t('ways.quiet.title')}</h3>
        <Button variant="subtle" size="compact-sm" onClick={() => openWaysForm({ kind: 'quiet' })}>
          {t('ways.quiet.change')}
        </Button>
      </div>
      <p className={css['quiet']}>
        <IconMoon size={17} stroke={1.7} aria-hidden />
        <span>{quietHours.length === 0 ? t('ways.quiet.none') : t('ways.quiet.some', { hours: quietHours.map(said).join('; ') })}</span>
      </p>
    </div>
  );
}
