import {
  IconArrowsExchange,
  IconBell,
  IconBellMinus,
  IconCalendarRepeat,
  IconCalendarUser,
  IconRoute,
  IconSettings,
} from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../stores/desk-store.ts';
import { goTo, screens, useRoute, type Screen } from '../stores/route-store.ts';
import { WatchbellMark } from '../ui/WatchbellMark.tsx';
import css from './Rail.module.css';

const icons: Record<Screen, ReactNode> = {
  queue: <IconBell size={21} stroke={1.7} aria-hidden />,
  oncall: <IconCalendarUser size={21} stroke={1.7} aria-hidden />,
  rotations: <IconCalendarRepeat size={21} stroke={1.7} aria-hidden />,
  handoff: <IconArrowsExchange size={21} stroke={1.7} aria-hidden />,
  policies: <IconRoute size={21} stroke={1.7} aria-hidden />,
  noise: <IconBellMinus size={21} stroke={1.7} aria-hidden />,
  settings: <IconSettings size={21} stroke={1.7} aria-hidden />,
};

/** The screens, with what waits on them. */
export function Rail(): ReactElement {
  const { t } = useTranslation();
  const here = useRoute((route) => route.screen);
  const ringing = useDesk((desk) => desk.queue.reduce((count, row) => count + (row.ringing === 'me' ? 1 : 0), 0));
  const offers = useDesk((desk) => desk.handoffs.filter((handoff) => handoff.status === 'offered' && handoff.to === desk.me?.id).length);
  const me = useDesk((desk) => desk.me?.name);
  const waiting: Partial<Record<Screen, { count: number; label: string }>> = {
    queue: { count: ringing, label: t('shell.rail.ringing', { count: ringing }) },
    handoff: { count: offers, label: t('shell.rail.offers', { count: offers }) },
  };
  return (
    <nav className={css['rail']} aria-label={t('shell.rail.label')}>
      <div className={css['mark']}>
        <WatchbellMark />
      </div>
      {screens.map((screen) => {
        const waits = waiting[screen];
        return (
          <button
            key={screen}
            type="button"
            className={css['item']}
            aria-current={screen === here ? 'page' : undefined}
            onClick={() => goTo(screen)}
          >
            {icons[screen]}
            <span>{t(`screen.${screen}`)}</span>
            {waits && waits.count > 0 && (
              <span className={css['count']}>
                <span aria-hidden>{waits.count}</span>
                <span className="visually-hidden">{waits.label}</span>
              </span>
            )}
          </button>
        );
      })}
      {me !== undefined && (
        <div className={css['me']} title={me}>
          <span className={css['name']}>{me}</span>
        </div>
      )}
    </nav>
  );
}
