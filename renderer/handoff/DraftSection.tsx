import { Button, Loader } from '@mantine/core';
import { IconCircleCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../stores/desk-store.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Section } from '../ui/Screen.tsx';
import { ToggleGroup } from '../ui/ToggleGroup.tsx';
import { DraftForm } from './DraftForm.tsx';
import { followDraft, useDraft } from './draft-mirror.ts';

/** The shift that ends: main's draft of it, or why there is none. */
export function DraftSection(): ReactElement {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string>();
  const onDuty = useDesk((desk) => desk.onDuty);
  const { draft, state } = useDraft();
  useEffect(() => followDraft(chosen), [chosen]);
  const choice = onDuty.length > 1 && (
    <ToggleGroup
      label={t('handoff.schedule')}
      options={onDuty.map(({ schedule }) => ({
        value: schedule.id,
        label: schedule.name,
        pressed: schedule.id === (draft?.schedule.id ?? chosen),
        toggle: () => setChosen(schedule.id),
      }))}
    />
  );
  return (
    <Section title={draft ? t('handoff.draftFor', { schedule: draft.schedule.name }) : t('handoff.draft')} aside={choice}>
      {draft ? (
        <DraftForm key={`${draft.schedule.id} ${draft.shift.from}`} draft={draft} />
      ) : state === 'loading' ? (
        <Loader size="sm" aria-label={t('loading')} />
      ) : state === 'failed' ? (
        <EmptyState
          icon={<IconPlugConnectedX size={28} stroke={1.5} aria-hidden />}
          title={t('handoff.failed')}
          action={
            <Button variant="default" onClick={() => followDraft(chosen)}>
              {t('action.tryAgain')}
            </Button>
          }
        >
          {t('handoff.failedText')}
        </EmptyState>
      ) : (
        <EmptyState icon={<IconCircleCheck size={28} stroke={1.5} aria-hidden />} title={t('handoff.noDraft')}>
          {t('handoff.noDraftText')}
        </EmptyState>
      )}
    </Section>
  );
}
