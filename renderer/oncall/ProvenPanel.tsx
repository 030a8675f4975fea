import { IconBellCheck, IconBellOff, IconBellQuestion, IconDeviceLaptopOff } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProvenRow } from '../../shared/bridge/desk.ts';
import { saidByBell } from '../i18n/engine-sentences.ts';
import { useClock } from '../stores/clock-store.ts';
import { useDesk } from '../stores/desk-store.ts';
import { Section } from '../ui/Screen.tsx';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useNames } from '../ui/use-names.ts';
import { useDayAndTime } from '../ui/use-times.ts';
import css from './ProvenPanel.module.css';

/** For leads: on which laptops of those on call this week the daily test has shown that pages arrive, and when. */
export function ProvenPanel(): ReactElement | null {
  const { t } = useTranslation();
  const proven = useDesk((desk) => desk.proven);
  if (proven === undefined || proven.length === 0) {
    return null;
  }
  return (
    <Section title={t('oncall.proven.title')}>
      <p className={css['soft']}>{t('oncall.proven.text')}</p>
      <table className={css['table']}>
        <thead>
          <tr>
            {(['person', 'onCall', 'device', 'last'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`oncall.proven.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {proven.map((row) => (
            <PersonRows key={row.person.id} row={row} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function PersonRows({ row }: { row: ProvenRow }): ReactElement {
  const { t } = useTranslation();
  const { isMe } = useNames();
  const isNow = useClock(({ now }) => row.from <= now);
  const from = useDayAndTime(row.from);
  const devices = row.devices.length > 0 ? row.devices : [undefined];
  return (
    <>
      {devices.map((device, i) => (
        <tr key={`${device?.name ?? ''} ${i}`} data-more={i > 0 || undefined}>
          {i === 0 && (
            <>
              <th scope="rowgroup" rowSpan={devices.length}>
                {isMe(row.person) ? t('oncall.you', { name: row.person.name }) : row.person.name}
              </th>
              <td rowSpan={devices.length}>
                {isNow ? <b>{t('oncall.proven.now')}</b> : <TimeAt at={row.from}>{t('oncall.proven.from', { from })}</TimeAt>}
              </td>
            </>
          )}
          {device ? <Device device={device} /> : <NoDevice />}
        </tr>
      ))}
    </>
  );
}

function Said({ icon, isWrong, children }: { icon: ReactNode; isWrong?: boolean; children: ReactNode }): ReactElement {
  return (
    <span className={css['said']} data-wrong={isWrong || undefined}>
      {icon}
      <span>{children}</span>
    </span>
  );
}

function Device({ device: { name, last, provenAt } }: { device: ProvenRow['devices'][number] }): ReactElement {
  const { t } = useTranslation();
  const at = useDayAndTime(last?.at);
  const before = useDayAndTime(provenAt);
  return (
    <>
      <td className={css['device']}>{name}</td>
      <td>
        {last?.outcome === 'failed' ? (
          <Said icon={<IconBellOff size={16} aria-hidden />} isWrong>
            <b>{t('oncall.proven.failed', { at })}</b>
            {provenAt !== undefined && <span className={css['soft']}> ({t('oncall.proven.before', { at: before })})</span>}
            {last.why !== undefined && <span className={css['why']}>{saidByBell(last.why)}</span>}
          </Said>
        ) : provenAt === undefined ? (
          <Said icon={<IconBellQuestion size={16} aria-hidden />}>{t('oncall.proven.never')}</Said>
        ) : (
          <Said icon={<IconBellCheck size={16} aria-hidden className={css['good']} />}>
            <TimeAt at={provenAt}>{before}</TimeAt>
          </Said>
        )}
      </td>
    </>
  );
}

function NoDevice(): ReactElement {
  const { t } = useTranslation();
  return (
    <td colSpan={2}>
      <span className={css['said']} data-wrong>
        <IconDeviceLaptopOff size={16} aria-hidden />
        <span>
          <b>{t('oncall.proven.noDevice')}</b> <span className={css['soft']}>{t('oncall.proven.noDeviceText')}</span>
        </span>
      </span>
    </td>
  );
}
