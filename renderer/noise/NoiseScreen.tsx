import { Button, Loader } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { followNoise, useNoise } from '../stores/noise-store.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Screen } from '../ui/Screen.tsx';
import { MaintenanceList } from './MaintenanceList.tsx';
import css from './Noise.module.css';
import { RuleList } from './RuleList.tsx';
import { GroupingList, InhibitionList } from './Sentences.tsx';
import { SilenceList } from './SilenceList.tsx';

/** Everything that keeps noise down: silences and windows to make and end, rules to switch, the rest to read. */
export function NoiseScreen(): ReactElement {
  const { t } = useTranslation();
  useEffect(followNoise, []);
  const { view, state } = useNoise();
  return (
    <Screen title={t('noise.title')} isToRead={view?.maySilence === false}>
      {view ? (
        <>
          <p className={css['how']}>{t('noise.how')}</p>
          <SilenceList silences={view.silences} mayMake={view.maySilence} />
          <MaintenanceList windows={view.maintenance} mayPlan={view.mayEdit} />
          <RuleList rules={view.rules} maySwitch={view.mayEdit} />
          <GroupingList groupings={view.groupings} />
          <InhibitionList inhibitions={view.inhibitions} />
          <p className={css['soft']}>{t('noise.readOnly')}</p>
        </>
      ) : state === 'failed' ? (
        <EmptyState
          icon={<IconAlertCircle size={30} stroke={1.5} aria-hidden />}
          title={t('noise.failed')}
          action={
            <Button variant="default" onClick={() => followNoise()}>
              {t('action.tryAgain')}
            </Button>
          }
        >
          {t('noise.failedText')}
        </EmptyState>
      ) : (
        <div className={css['waiting']} role="status">
          <Loader size="sm" />
          {t('noise.loading')}
        </div>
      )}
    </Screen>
  );
}
