import { ActionIcon } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowUp,
  IconDeviceLaptop,
  IconDeviceMobile,
  IconMail,
  IconMessage,
  IconMessages,
  IconPencil,
  IconPhone,
  IconTerminal2,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PagingRule } from '../../shared/workspace/person-rules.ts';
import type { RuleIssue, RuleRow, WayView } from '../../shared/workspace/way-view.ts';
import { saidByBell } from '../i18n/engine-sentences.ts';
import { openWaysForm } from '../stores/ways-store.ts';
import { useDayAndTime, useTimes } from '../ui/use-times.ts';
import { removeRule, sendCode, swapRules } from './set-ways.ts';
import { addressOf, useWayWords } from './use-way-words.ts';
import { VerifiedMark } from './VerifiedMark.tsx';
import css from './Ways.module.css';

const icons: Record<PagingRule['channel'], typeof IconMail> = {
  desktop: IconDeviceLaptop,
  terminal: IconTerminal2,
  push: IconDeviceMobile,
  sms: IconMessage,
  voice: IconPhone,
  mail: IconMail,
  chat: IconMessages,
};

/** One rule: after how long, by which way to which address, whether that is verified, what its last test came to, and what is wrong with it. */
export function RuleItem({ row, above, view }: { row: RuleRow; above: RuleRow | undefined; view: WayView }): ReactElement {
  const { t } = useTranslation();
  const words = useWayWords();
  const { rule, index } = row;
  const Icon = icons[rule.channel];
  const way = words.way(rule, view);
  return (
    <li className={css['rule']}>
      <span className={css['delay']}>{words.delay(rule)}</span>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div className={css['body']}>
        <p className={css['way']}>{way}</p>
        <p className={css['soft']}>{words.holds(rule)}</p>
        {row.issues.map((issue) => (
          <Issue key={issue.kind} issue={issue} />
        ))}
      </div>
      <RuleState row={row} view={view} />
      <div className={css['buttons']}>
        {above && above.rule.afterMs < rule.afterMs && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('ways.earlier', { way })}
            onClick={() => void swapRules(view, index, above.index)}
          >
            <IconArrowUp size={17} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('ways.edit', { way })}
          onClick={() => openWaysForm({ kind: 'rule', index })}
        >
          <IconPencil size={17} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t('ways.remove', { way })} onClick={() => void removeRule(view, index, way)}>
          <IconTrash size={17} aria-hidden />
        </ActionIcon>
      </div>
    </li>
  );
}

/** Whether the address of a rule is verified, and what became of its last test. */
function RuleState({ row: { rule, test, isTesting }, view }: { row: RuleRow; view: WayView }): ReactElement {
  const { t } = useTranslation();
  const at = useDayAndTime(test?.at);
  const address = addressOf(rule, view);
  const isLaptop = rule.channel === 'desktop' || rule.channel === 'terminal';
  const tested = test === undefined ? t('ways.test.never') : t(`ways.test.${test.outcome}`, { at, why: saidByBell(test.why ?? '') });
  if (isLaptop) {
    return <div className={css['state']} />;
  }
  return (
    <div className={css['state']}>
      {address !== undefined && (
        <VerifiedMark
          address={address}
          verify={t('ways.verify')}
          isOnline={view.isOnline}
          onVerify={() =>
            void sendCode({ kind: address.kind, name: address.name, shown: address.shown ?? t(`ways.channel.${rule.channel}`) })
          }
        />
      )}
      <span className={css['tested']} data-failed={(test?.outcome === 'failed' && !isTesting) || undefined} aria-live="polite">
        {isTesting ? t('ways.test.waiting') : tested}
      </span>
    </div>
  );
}

function Issue({ issue }: { issue: RuleIssue }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const text =
    issue.kind === 'nowhere'
      ? saidByBell(issue.why)
      : issue.kind === 'late'
        ? t('ways.issue.late', { level: issue.level, policy: issue.policy, within: times.duration(issue.withinMs) })
        : t('ways.issue.not-verified');
  return (
    <p className={css['issue']} data-soft={issue.kind === 'not-verified' || undefined}>
      {issue.kind !== 'not-verified' && <IconAlertTriangle size={15} aria-hidden />}
      <span>{text}</span>
    </p>
  );
}
