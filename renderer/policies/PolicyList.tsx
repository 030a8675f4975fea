import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyView } from '../../shared/policy-view/policy-view.ts';
import { showPolicy } from '../stores/route-store.ts';
import css from './PolicyList.module.css';

/** The policies by name and how many services rely on each. */
export function PolicyList({ policies, shown }: { policies: readonly PolicyView[]; shown: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('policies.list')}>
      <ul className={css['list']}>
        {policies.map(({ id, name, services }) => (
          <li key={id}>
            <button
              type="button"
              className={css['item']}
              title={name}
              aria-current={id === shown ? 'true' : undefined}
              onClick={() => showPolicy(id)}
            >
              <span className={css['name']}>{name}</span>
              <span className={css['count']}>{t('policies.serviceCount', { count: services.length })}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
