import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowBigUpLines, IconCheck, IconUserCheck } from '@tabler/icons-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { acknowledge, escalate, reopen, resolve } from '../stores/commands.ts';
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

/** The buttons that make sense now; the one to press first is filled. */
export function IncidentActions({ row }: { row: IncidentRow }): ReactElement {
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
            variant={name === first && name !== 'reopen' ? 'filled' : 'default'}
            leftSection={icons[name]}
            loading={running === name}
            onClick={() => void run(name)}
          >
            {t(`action.${name}`)}
          </Button>
        ))}
    </div>
  );
}
