import { Button, Loader } from '@mantine/core';
import { IconAlertCircle, IconRoute } from '@tabler/icons-react';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PoliciesView } from '../../shared/policy-view/policy-view.ts';
import { followPolicies, usePolicies } from '../stores/policies-store.ts';
import { useRoute } from '../stores/route-store.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Screen } from '../ui/Screen.tsx';
import css from './PoliciesScreen.module.css';
import { PolicyArticle } from './PolicyArticle.tsx';
import { PolicyList } from './PolicyList.tsx';
import { SeveritiesTable } from './SeveritiesTable.tsx';

/** Every policy drawn as its path, to read: who is paged, when, and how it goes on. */
export function PoliciesScreen(): ReactElement {
  const { t } = useTranslation();
  useEffect(followPolicies, []);
  const { view, state } = usePolicies();
  return (
    <Screen title={t('policies.title')}>
      {view ? (
        <Known view={view} />
      ) : state === 'failed' ? (
        <EmptyState
          icon={<IconAlertCircle size={30} stroke={1.5} aria-hidden />}
          title={t('policies.failed')}
          action={
            <Button variant="default" onClick={() => followPolicies()}>
              {t('action.tryAgain')}
            </Button>
          }
        >
          {t('policies.failedText')}
        </EmptyState>
      ) : (
        <div className={css['waiting']} role="status">
          <Loader size="sm" />
          {t('policies.loading')}
        </div>
      )}
    </Screen>
  );
}

function Known({ view }: { view: PoliciesView }): ReactElement {
  const { t } = useTranslation();
  const chosen = useRoute((route) => route.policy);
  const { policies, catchAll, severities } = view;
  const shown = policies.find(({ id }) => id === chosen) ?? policies[0];
  if (!shown) {
    return (
      <EmptyState icon={<IconRoute size={30} stroke={1.5} aria-hidden />} title={t('policies.empty')}>
        {t('policies.emptyText')}
      </EmptyState>
    );
  }
  return (
    <>
      <p className={css['how']}>{t('policies.readOnly')}</p>
      <div className={css['columns']} data-single={policies.length === 1 || undefined}>
        {policies.length > 1 && <PolicyList policies={policies} shown={shown.id} />}
        <PolicyArticle key={shown.id} policy={shown} catchAll={catchAll} />
      </div>
      <SeveritiesTable severities={severities} />
    </>
  );
}
