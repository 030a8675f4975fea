import { Button, Menu } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBellMinus,
  IconArrowMerge,
  IconArrowsExchange,
  IconCalendarDue,
  IconFlag,
  IconHourglassHigh,
  IconProgress,
  IconRoute,
  IconSend,
  IconUserPlus,
  IconUserShare,
  IconUserStar,
  IconChevronDown,
  IconChecklist,
  IconGavel,
  IconSpeakerphone,
  IconVideo,
} from '@tabler/icons-react';
import { useRef, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import { matchersLike } from '../noise/matchers.ts';
import { openChange, type ChangeName } from '../stores/change-store.ts';
import { change } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { openNoiseForm } from '../stores/noise-store.ts';
import css from './MoreMenu.module.css';

type InMenu = Exclude<ChangeName, 'snooze' | 'reject' | 'decline'>;

const size = 16;
const icons: Record<InMenu, ReactNode> = {
  reassign: <IconUserShare size={size} aria-hidden />,
  'hand-over': <IconArrowsExchange size={size} aria-hidden />,
  'add-responders': <IconUserPlus size={size} aria-hidden />,
  role: <IconUserStar size={size} aria-hidden />,
  severity: <IconAlertTriangle size={size} aria-hidden />,
  priority: <IconFlag size={size} aria-hidden />,
  stage: <IconProgress size={size} aria-hidden />,
  deadline: <IconCalendarDue size={size} aria-hidden />,
  merge: <IconArrowMerge size={size} aria-hidden />,
  block: <IconHourglassHigh size={size} aria-hidden />,
  propose: <IconSend size={size} aria-hidden />,
  update: <IconSpeakerphone size={size} aria-hidden />,
  decide: <IconGavel size={size} aria-hidden />,
  bridge: <IconVideo size={size} aria-hidden />,
  'follow-up': <IconChecklist size={size} aria-hidden />,
};

const groups: readonly { label: 'people' | 'incident' | 'others' | 'telling'; items: readonly InMenu[] }[] = [
  { label: 'people', items: ['reassign', 'hand-over', 'add-responders', 'role'] },
  { label: 'incident', items: ['severity', 'priority', 'stage', 'deadline', 'propose'] },
  { label: 'telling', items: ['update', 'decide', 'bridge', 'follow-up'] },
  { label: 'others', items: ['merge', 'block'] },
];

/** Everything else a person can do to an open incident. */
export function MoreMenu({ detail }: { detail: Pick<IncidentDetail, 'row' | 'alert' | 'newerPolicy'> }): ReactElement {
  const { t } = useTranslation();
  const { row, newerPolicy } = detail;
  const mayAnswer = useDesk((desk) => desk.me?.role !== 'stakeholder');
  const button = useRef<HTMLButtonElement>(null);
  const open = (name: InMenu): void => {
    // Where the focus goes back to once the dialog closes: the item that opened it is gone then.
    button.current?.focus();
    openChange(name, row);
  };
  const silence = (): void => {
    button.current?.focus();
    const name = t('noise.silences.likeName', { number: row.number, title: row.title }).slice(0, 200);
    openNoiseForm('silence', { name, matchers: matchersLike(detail) });
  };
  const usePolicy = (revision: number): void => void change(row, 'policy', {}, t('change.done.policy', { number: row.number, revision }));
  return (
    <Menu position="bottom-start" shadow="md" width={270} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button ref={button} size="sm" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {t('change.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={css['menu']}>
        {groups.map(({ label, items }, index) => (
          <div key={label} role="group" aria-label={t(`change.${label}`)}>
            {index > 0 && <Menu.Divider />}
            <Menu.Label aria-hidden>{t(`change.${label}`)}</Menu.Label>
            {items.map((name) => (
              <Menu.Item key={name} leftSection={icons[name]} onClick={() => open(name)}>
                {t(`change.item.${name}`)}
              </Menu.Item>
            ))}
            {label === 'others' && mayAnswer && (
              <Menu.Item leftSection={<IconBellMinus size={size} aria-hidden />} onClick={silence}>
                {t('noise.silences.like')}
              </Menu.Item>
            )}
            {label === 'incident' && (
              <Menu.Item
                leftSection={<IconRoute size={size} aria-hidden />}
                disabled={newerPolicy === undefined}
                onClick={() => newerPolicy !== undefined && usePolicy(newerPolicy)}
              >
                {newerPolicy === undefined ? t('change.item.policySame') : t('change.item.policy', { revision: newerPolicy })}
              </Menu.Item>
            )}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
