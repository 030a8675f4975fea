import { IconFlag, IconRepeat } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PoliciesView, PolicyView } from '../../shared/policy-view/policy-view.ts';
import { useTimes } from '../ui/use-times.ts';
import css from './PolicyPath.module.css';
import { PolicyLevel } from './PolicyLevel.tsx';
import { Targets } from './Targets.tsx';

/** The path from the first level down to the organisation's last resort. */
export function PolicyPath({ policy, catchAll }: { policy: PolicyView; catchAll: PoliciesView['catchAll'] }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const { levels, loops, acknowledgementExpiresAfterMs: expires } = policy;
  return (
    <div>
      <ol className={css['path']} aria-label={t('policies.path', { policy: policy.name })}>
        {levels.map((level) => (
          <PolicyLevel key={level.level} level={level} />
        ))}
        {loops > 0 && (
          <li className={css['node']} data-kind="loop">
            <span className={css['dot']} aria-hidden>
              <IconRepeat size={14} />
            </span>
            <p className={css['note']}>{t('policies.loops', { count: loops })}</p>
          </li>
        )}
        <li className={css['node']} data-kind="end">
          <span className={css['dot']} aria-hidden>
            <IconFlag size={14} />
          </span>
          <h3>{t('policies.lastResort')}</h3>
          {catchAll.targets.length === 0 ? <p>{t('policies.everyone')}</p> : <Targets targets={catchAll.targets} />}
          <p className={css['note']}>{t('policies.lastResortText', { every: times.period(catchAll.repeatEveryMs) })}</p>
        </li>
      </ol>
      {expires !== undefined && <p className={css['expires']}>{t('policies.expires', { after: times.duration(expires) })}</p>}
    </div>
  );
}
