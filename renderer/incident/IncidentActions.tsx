import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowBigUpLines, IconArrowsSplit2, IconCheck, IconUserCheck } from '@tabler/icons-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { MoreMenu } from '../change/MoreMenu.tsx';
import { SnoozeMenu } from '../change/SnoozeMenu.tsx';
import { acknowledge, change, escalate, reopen, resolve } from '../stores/commands.ts';
import { actionsOf } from './actions-of.ts';
import css from './IncidentActions.module.css';

type Command = 'acknowledge' | 'resolve' | 'escalate' | 'reopen';

const commands: Record<Command, (row: IncidentRow) => Promise<void>> = { acknowledge, resolve, escalate, reopen };

const icons: Record<Command, ReactNode> = {
  acknowledge: <IconUserCheck size={16} aria-hidden />,
  resolve: <IconCheck size={16} aria-hidden />,
  escalate: <IconArrowBigUpLines size={16} aria-hidden />,
  reopen: <IconArrowBackUp size={16} aria-hidden />,
};

/** The buttons and menus that make sense now; the button to press first is filled. */
export function IncidentActions({ detail }: { detail: IncidentDetail }): ReactElement {
  const { row } = detail;
  const { t } = useTranslation();
  const [running, setRunning] = useState<Command>();
  const can = actionsOf(row);
  const order: readonly Command[] = ['acknowledge', 'resolve', 'escalate', 'reopen'];
  const run = async (name: Command): Promise<void> => {
    setRunning(name);
    await commands[name](row);
    setRunning(undefined);
  };
  const first = order.find((name) => can[name]);
  return (
    <div className={css['actions']}>
      {order
        .filter((name) => can[name])
        .map((name) => (
          <Button
            key={name}
            size="sm"
            variant={name === first && name !== 'reopen' && !can.letRing ? 'filled' : 'default'}
            leftSection={icons[name]}
            loading={running === name}
            onClick={() => void run(name)}
          >
            {t(`action.${name}`)}
          </Button>
        ))}
      {can.change && (
        <>
          <SnoozeMenu row={row} />
          <MoreMenu detail={detail} />
        </>
      )}
      {can.unmerge && (
        <Button
          size="sm"
          variant="default"
          leftSection={<IconArrowsSplit2 size={16} aria-hidden />}
          onClick={() => void change(row, 'unmerge', {}, t('change.done.unmerge', { number: row.number }))}
        >
          {t('change.unmerge')}
        </Button>
      )}
    </div>
  );
}
