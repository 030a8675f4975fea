import { Anchor } from '@mantine/core';
import {
  IconCalendarUser,
  IconLifebuoy,
  IconMessages,
  IconRefresh,
  IconRoute,
  IconUser,
  IconUserStar,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetView } from '../../shared/policy-view/policy-view.ts';
import { showPolicy } from '../stores/route-store.ts';
import css from './Targets.module.css';
import { useTargetWords } from './use-target-words.ts';

const size = 15;
const icons: Record<TargetView['kind'], ReactNode> = {
  person: <IconUser size={size} aria-hidden />,
  schedule: <IconCalendarUser size={size} aria-hidden />,
  backup: <IconLifebuoy size={size} aria-hidden />,
  team: <IconUsersGroup size={size} aria-hidden />,
  'next-of': <IconRefresh size={size} aria-hidden />,
  role: <IconUserStar size={size} aria-hidden />,
  policy: <IconRoute size={size} aria-hidden />,
  channel: <IconMessages size={size} aria-hidden />,
};

/** Whom a level pages, one a line; a policy it goes on along leads there. */
export function Targets({ targets }: { targets: readonly TargetView[] }): ReactElement {
  const { t } = useTranslation();
  const words = useTargetWords();
  return (
    <ul className={css['targets']}>
      {targets.map((target) => (
        <li key={`${target.kind} ${target.id}`} title={target.members && words.members(target)}>
          {icons[target.kind]}
          <span>
            {target.kind !== 'person' && target.kind !== 'role' && (
              <span className={css['how']}>{t(`policies.target.${target.kind}`)} </span>
            )}
            {target.kind === 'policy' ? (
              <Anchor component="button" type="button" className={css['link']} onClick={() => showPolicy(target.id)}>
                {target.name}
              </Anchor>
            ) : (
              <b>{words.name(target)}</b>
            )}
            {target.members && target.members.length > 0 && <span className={css['how']}> ({target.members.join(', ')})</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
