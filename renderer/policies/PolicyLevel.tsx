import { IconArrowDown } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LevelView } from '../../shared/policy-view/policy-view.ts';
import { useLocale } from '../ui/use-locale.ts';
import { useTimes } from '../ui/use-times.ts';
import css from './PolicyPath.module.css';
import { Targets } from './Targets.tsx';

/** One level of the path: whom it pages, what it asks of them, and when the path goes on. */
export function PolicyLevel({ level }: { level: LevelView }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const locale = useLocale();
  const { name, when, answers, repeatEveryMs, resolveWithinMs, acknowledgeWithinMs } = level;
  const notes = [
    answers === 'all'
      ? t('policies.answersAll')
      : answers !== undefined && answers > 1
        ? t('policies.answers', { count: answers })
        : undefined,
    repeatEveryMs === undefined ? undefined : t('policies.repeatEvery', { every: times.period(repeatEveryMs) }),
    resolveWithinMs === undefined ? undefined : t('policies.resolveWithin', { after: times.duration(resolveWithinMs) }),
  ].filter((note) => note !== undefined);
  return (
    <li className={css['node']} data-kind="level">
      <span className={css['dot']} aria-hidden>
        {level.level}
      </span>
      <h3>{name === undefined ? t('policies.level', { level: level.level }) : t('policies.levelNamed', { level: level.level, name })}</h3>
      {level.targets.length === 0 ? <p className={css['note']}>{t('policies.nobody')}</p> : <Targets targets={level.targets} />}
      {when && <p className={css['when']}>{t('policies.onlyWhen', { when: when[locale] })}</p>}
      {notes.length > 0 && <p className={css['note']}>{notes.join(' ')}</p>}
      <Duties level={level} />
      <span className={css['onward']}>
        <IconArrowDown size={13} aria-hidden />
        {[
          acknowledgeWithinMs === undefined
            ? t('policies.onwardSeverity')
            : t('policies.onward', { after: times.duration(acknowledgeWithinMs) }),
          ...(level.whenUnanswered === 'repeat' ? [t('policies.onwardRepeats', { count: level.repeats })] : []),
        ].join(' · ')}
      </span>
    </li>
  );
}

const parts = ['responsible', 'accountable', 'consulted', 'informed'] as const;

function Duties({ level: { duties, raci } }: { level: LevelView }): ReactElement | null {
  const { t } = useTranslation();
  const given = parts.filter((part) => raci?.[part] !== undefined);
  if (duties === undefined && given.length === 0) {
    return null;
  }
  return (
    <dl className={css['raci']}>
      {duties !== undefined && (
        <>
          <dt>{t('policies.duties')}</dt>
          <dd>{duties}</dd>
        </>
      )}
      {given.map((part) => (
        <RaciPart key={part} name={t(`policies.raci.${part}`)} who={raci?.[part] ?? ''} />
      ))}
    </dl>
  );
}

function RaciPart({ name, who }: { name: string; who: string }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{who}</dd>
    </>
  );
}
