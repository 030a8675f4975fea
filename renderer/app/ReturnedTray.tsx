import { Button, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReturnedCommand } from '../../shared/bridge/desk.ts';
import { scheduleEditTypes } from '../rotations/schedule-edit-types.ts';
import { saidByEngine } from '../i18n/engine-sentences.ts';
import { command } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useDayAndTime } from '../ui/use-times.ts';
import css from './ReturnedTray.module.css';
import state from './StateButton.module.css';

/** Commands the relay parked or refused: nothing a person did disappears without their knowing. */
export function ReturnedTray(): ReactElement | null {
  const { t, i18n } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const returned = useDesk((desk) => desk.returned);
  if (returned.length === 0) {
    return null;
  }
  const label = t('shell.returned.button', { count: returned.length });
  return (
    <Popover opened={opened} onDismiss={close} position="bottom" width={420} shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <button type="button" className={`${state['state']} ${state['returned']}`} title={label} onClick={toggle} aria-haspopup="dialog">
          <IconArrowBackUp size={15} aria-hidden />
          <span className={state['long']}>{label}</span>
          <span className={state['short']}>{t('shell.returned.buttonShort', { count: returned.length, lng: i18n.language })}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={css['tray']} aria-label={t('shell.returned.title')}>
        <p className={css['intro']}>{t('shell.returned.intro')}</p>
        <ul>
          {returned.map((item) => (
            <Returned key={item.id} item={item} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

const known = [
  'incident.acknowledged',
  'incident.resolved',
  'incident.escalated',
  'incident.reopened',
  'incident.annotated',
  'incident.triggered',
  'incident.snoozed',
  'incident.reassigned',
  'incident.handed-over',
  'incident.responders-added',
  'incident.severity-changed',
  'incident.priority-changed',
  'incident.stage-changed',
  'incident.role-assigned',
  'incident.deadline-set',
  'incident.policy-changed',
  'incident.merged',
  'incident.unmerged',
  'incident.blocked',
  'incident.unblocked',
  'incident.declined',
  'incident.posted',
  'incident.bridge-set',
  'incident.follow-up-added',
  'incident.follow-up-done',
  'action.proposed',
  'action.approved',
  'action.rejected',
  'handoff.offered',
  'handoff.accepted',
  'handoff.declined',
  ...scheduleEditTypes,
  'leave.added',
  'leave.removed',
] as const;

function titleOf({ incident, schedule }: ReturnedCommand, what: string, t: TFunction): string {
  if (incident) {
    return t('shell.returned.of', { what, number: incident.number, title: incident.title });
  }
  return schedule ? t('shell.returned.ofSchedule', { what, schedule: schedule.name }) : what;
}

function Returned({ item }: { item: ReturnedCommand }): ReactElement {
  const { t } = useTranslation();
  const at = useDayAndTime(item.at);
  const type = known.find((candidate) => candidate === item.type);
  const what = type === undefined ? t('shell.returned.whatElse') : t(`shell.returned.what.${type}`);
  return (
    <li className={css['item']}>
      <div className={css['head']}>
        <b>{titleOf(item, what, t)}</b>
        <TimeAt at={item.at} className={css['soft']}>
          {at}
        </TimeAt>
      </div>
      <p>
        <span className={css['outcome']}>{t(`shell.returned.${item.outcome}`)}</span> {saidByEngine(item.why)}
      </p>
      <div className={css['buttons']}>
        {item.canReapply && (
          <Button size="compact-sm" onClick={() => void command('returned:reapply', { id: item.id })}>
            {t('shell.returned.reapply')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => void command('returned:dismiss', { id: item.id })}>
          {t('action.dismiss')}
        </Button>
      </div>
    </li>
  );
}
