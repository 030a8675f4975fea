import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PoliciesView, PolicyView } from '../../shared/policy-view/policy-view.ts';
import { Checkpoints } from './Checkpoints.tsx';
import { Exceptions } from './Exceptions.tsx';
import css from './PolicyArticle.module.css';
import { PolicyPath } from './PolicyPath.tsx';
import { Rules } from './Rules.tsx';

/** One policy in full. */
export function PolicyArticle({ policy, catchAll }: { policy: PolicyView; catchAll: PoliciesView['catchAll'] }): ReactElement {
  const { t } = useTranslation();
  const { name, revision, description, services, zone, holidays } = policy;
  return (
    <article className={css['policy']} aria-label={name}>
      <header>
        <div className={css['head']}>
          <h2>{name}</h2>
          <span className={css['soft']}>{t('policies.revision', { revision })}</span>
        </div>
        {description !== undefined && <p>{description}</p>}
        <p className={css['services']}>
          {services.length === 0 ? (
            <span className={css['soft']}>{t('policies.noServices')}</span>
          ) : (
            <>
              <span className={css['soft']}>{t('policies.services')}</span>
              {services.map((service) => (
                <span key={service.id} className={css['service']}>
                  {service.name}
                </span>
              ))}
            </>
          )}
        </p>
        {(zone !== undefined || holidays !== undefined) && (
          <p className={css['soft']}>
            {zone !== undefined && t('policies.zone', { zone: zone.replaceAll('_', ' ') })}{' '}
            {holidays !== undefined && t('policies.holidays', { holidays })}
          </p>
        )}
      </header>
      <Exceptions policy={policy} />
      <PolicyPath policy={policy} catchAll={catchAll} />
      <Rules rules={policy.rules} />
      <Checkpoints checkpoints={policy.checkpoints} />
    </article>
  );
}
