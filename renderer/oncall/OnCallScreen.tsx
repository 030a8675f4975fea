import { Anchor } from '@mantine/core';
import { IconCalendarUser } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../stores/desk-store.ts';
import { goTo } from '../stores/route-store.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Screen, Section } from '../ui/Screen.tsx';
import { MyWatch } from './MyWatch.tsx';
import { ProvenPanel } from './ProvenPanel.tsx';
import { ScheduleCard } from './ScheduleCard.tsx';

/** Who has the watch now, until when, and who comes after. */
export function OnCallScreen(): ReactElement {
  const { t } = useTranslation();
  const onCall = useDesk((desk) => desk.onCall);
  return (
    <Screen title={t('oncall.title')}>
      <MyWatch />
      <Section title={t('oncall.schedules')}>
        {onCall.length === 0 ? (
          <EmptyState icon={<IconCalendarUser size={30} stroke={1.5} aria-hidden />} title={t('oncall.empty')}>
            {t('oncall.emptyText')}
          </EmptyState>
        ) : (
          onCall.map((row) => <ScheduleCard key={row.schedule.id} row={row} />)
        )}
        <Anchor component="button" type="button" size="sm" onClick={() => goTo('rotations')}>
          {t('rotations.title')}
        </Anchor>
      </Section>
      <ProvenPanel />
    </Screen>
  );
}
