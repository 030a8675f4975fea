import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalWindow } from '../../shared/time/local-window.ts';
import type { WayView } from '../../shared/workspace/way-view.ts';
import { OneWindow } from '../rotations/HoursFields.tsx';
import { closeWaysForm } from '../stores/ways-store.ts';
import { FormFrame } from '../ui/FormFrame.tsx';
import { pagesOf } from './set-ways.ts';
import { useSetWays } from './use-set-ways.ts';

const night: LocalWindow = { from: '22:00', until: '07:00' };

/** The hours in which nothing that may wait pages the person. */
export function QuietForm({ view }: { view: WayView }): ReactElement {
  const { t } = useTranslation();
  const [hours, setHours] = useState<LocalWindow[]>(view.quietHours.length === 0 ? [night] : view.quietHours);
  const { problem, sending, set } = useSetWays();
  return (
    <FormFrame
      text={t('ways.quiet.text')}
      send={t('ways.quiet.send')}
      problem={problem}
      sending={sending}
      onSubmit={() => set(pagesOf(view), hours)}
      onCancel={closeWaysForm}
      aside={
        hours.length < 10 && (
          <Button variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setHours((known) => [...known, night])}>
            {t('ways.quiet.add')}
          </Button>
        )
      }
    >
      {hours.map((window, i) => (
        <OneWindow
          // Windows have no name of their own; their place is all there is.
          key={`${i} of ${hours.length}`}
          window={window}
          number={i + 1}
          onChange={(next) => setHours((known) => known.with(i, next))}
          onRemove={() => setHours((known) => known.toSpliced(i, 1))}
        />
      ))}
    </FormFrame>
  );
}
