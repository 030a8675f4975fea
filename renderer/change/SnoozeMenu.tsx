import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconZzz } from '@tabler/icons-react';
import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { formatDuration } from '../../shared/time/duration.ts';
import { closeSnoozeMenu, openChange, openSnoozeMenu, useChange } from '../stores/change-store.ts';
import { useClock } from '../stores/clock-store.ts';
import { change } from '../stores/commands.ts';
import { useMyZone } from '../ui/use-locale.ts';
import { useTimes } from '../ui/use-times.ts';
import css from './SnoozeMenu.module.css';
import { snoozeChoices, wholeSeconds, type SnoozeChoice } from './snooze-choices.ts';

/** Puts an incident to sleep at a press; the key S opens it too. */
export function SnoozeMenu({ row }: { row: IncidentRow }): ReactElement {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const opened = useChange(({ snoozeMenu }) => snoozeMenu === row.id);
  return (
    <Menu
      opened={opened}
      onChange={(open) => (open ? openSnoozeMenu(row.id) : closeSnoozeMenu())}
      position="bottom-start"
      shadow="md"
      width={250}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button
          ref={button}
          size="sm"
          variant="default"
          leftSection={<IconZzz size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t('change.snooze')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices row={row} toDialog={() => button.current?.focus()} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** `toDialog` puts the focus where it goes back to once a dialog closes: the item that opened it is gone then. */
function Choices({ row, toDialog }: { row: IncidentRow; toDialog(): void }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const zone = useMyZone();
  // Said as of the minute: the choices must not change under the finger.
  const minute = useClock(({ now }) => now - (now % 60_000));
  const labelOf = (choice: SnoozeChoice): string =>
    choice.kind === 'for'
      ? t('change.snoozeFor', { duration: times.duration(choice.durationMs) })
      : t(choice.kind === 'tomorrow' ? 'change.tomorrow' : 'change.thisMorning');
  const snooze = (choice: SnoozeChoice): void => {
    const { now } = useClock.getState();
    const until = choice.kind === 'for' ? now + choice.durationMs : choice.until;
    const done = t('change.dialog.snooze.done', { number: row.number, until: times.dayAndTime(until, now) });
    void change(row, 'snooze', { for: formatDuration(wholeSeconds(until - now)) }, done);
  };
  return (
    <>
      {snoozeChoices(minute, zone).map((choice) => (
        <Menu.Item
          key={labelOf(choice)}
          rightSection={
            <span className={css['until']}>
              {times.dayAndTime(choice.kind === 'for' ? minute + choice.durationMs : choice.until, minute)}
            </span>
          }
          onClick={() => snooze(choice)}
        >
          {labelOf(choice)}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item
        onClick={() => {
          toDialog();
          openChange('snooze', row);
        }}
      >
        {t('change.otherTime')}
      </Menu.Item>
    </>
  );
}
