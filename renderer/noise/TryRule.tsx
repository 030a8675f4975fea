import { Button } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutingRuleView } from '../../shared/noise-view/noise-view.ts';
import type { RuleTrial } from '../../shared/noise-view/rule-trial.ts';
import { severities } from '../../shared/log/severity.ts';
import type { DryRunLine, Ruling } from '../../shared/routing/dry-run.ts';
import { bridge } from '../stores/bridge.ts';
import { showIncident } from '../stores/route-store.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useLocale } from '../ui/use-locale.ts';
import { useDayAndTime, useTimes } from '../ui/use-times.ts';
import css from './TryRule.module.css';

/** What switching a rule would have changed of the last alerts, before it is switched. */
export function TryRule({ rule: { id, name, isOn } }: { rule: RoutingRuleView }): ReactElement {
  const { t } = useTranslation();
  const [trial, setTrial] = useState<RuleTrial | 'trying' | 'failed'>();
  const tryIt = async (): Promise<void> => {
    setTrial('trying');
    try {
      setTrial((await bridge().request('noise:try', { rule: id, on: !isOn })) ?? 'failed');
    } catch {
      setTrial('failed');
    }
  };
  const label = t(isOn ? 'noise.rule.tryOff' : 'noise.rule.tryOn');
  return (
    <div className={css['trial']}>
      <Button
        className={css['try']}
        size="compact-xs"
        variant="subtle"
        aria-label={`${name}: ${label}`}
        aria-expanded={trial !== undefined}
        onClick={() => (trial === undefined ? void tryIt() : setTrial(undefined))}
      >
        {label}
      </Button>
      <div aria-live="polite">{trial !== undefined && <Found trial={trial} />}</div>
    </div>
  );
}

function Found({ trial }: { trial: RuleTrial | 'trying' | 'failed' }): ReactElement {
  const { t } = useTranslation();
  if (typeof trial === 'string') {
    return <p>{t(trial === 'trying' ? 'noise.rule.trying' : 'noise.rule.tryFailed')}</p>;
  }
  const { tried, changed, lines } = trial;
  return (
    <>
      <p>{tried === 0 ? t('noise.rule.triedNone') : t('noise.rule.tried', { tried, count: changed })}</p>
      <ul>
        {lines.map((line, index) => (
          // One incident may have had several alerts.
          <Line key={`${index} ${line.incident}`} line={line} />
        ))}
      </ul>
    </>
  );
}

function Line({ line }: { line: DryRunLine }): ReactElement {
  const { t } = useTranslation();
  const at = useDayAndTime(line.at);
  const said = useSaid();
  return (
    <li>
      <button type="button" className={css['title']} onClick={() => showIncident(line.incident)}>
        {line.title}
      </button>{' '}
      <TimeAt at={line.at} className={css['soft']}>
        {at}
      </TimeAt>
      {line.changed.map((field) => (
        <span key={field} className={css['change']}>
          {t('noise.rule.fieldOf', { field: t(`noise.rule.field.${field}`) })} {said(field, line.before)} → <b>{said(field, line.after)}</b>
        </span>
      ))}
    </li>
  );
}

function useSaid(): (field: DryRunLine['changed'][number], ruling: Ruling) => string {
  const { t } = useTranslation();
  const locale = useLocale();
  const times = useTimes();
  return (field, ruling) => {
    const value = ruling[field];
    const severity = field === 'severity' ? severities.find((each) => each === value) : undefined;
    if (severity) {
      return t(`severity.${severity}`);
    }
    if (typeof value === 'boolean') {
      return t(value ? 'policies.yes' : 'policies.no');
    }
    if (typeof value === 'number') {
      return times.period(value);
    }
    const parts = Array.isArray(value)
      ? value
      : typeof value === 'object'
        ? Object.entries(value).map(([name, each]) => `${name} ${String(each)}`)
        : value === undefined
          ? []
          : [value];
    return parts.length === 0
      ? t(field === 'pages' ? 'people.nobody' : 'noise.rule.nothing')
      : new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);
  };
}
