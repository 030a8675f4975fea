import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SilenceView } from '../../shared/noise-view/noise-view.ts';
import { openNoiseForm } from '../stores/noise-store.ts';
import { Section } from '../ui/Screen.tsx';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useWords } from '../ui/use-words.ts';
import { useDayAndTime } from '../ui/use-times.ts';
import { Item } from './Item.tsx';
import css from './Noise.module.css';
import { endWithUndo } from './use-define.ts';

/** Silences: those that hold, those to come, and those that were lately. */
export function SilenceList({ silences, mayMake }: { silences: readonly SilenceView[]; mayMake: boolean }): ReactElement {
  const { t } = useTranslation();
  const add = mayMake && (
    <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => openNoiseForm('silence')}>
      {t('noise.silences.add')}
    </Button>
  );
  return (
    <Section title={t('noise.silences.title')} aside={add}>
      {silences.length === 0 ? (
        <p className={css['none']}>{t('noise.silences.none')}</p>
      ) : (
        <ul className={css['list']}>
          {silences.map((silence) => (
            <OneSilence key={silence.id} silence={silence} mayEnd={mayMake && silence.state !== 'ended'} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function OneSilence({ silence, mayEnd }: { silence: SilenceView; mayEnd: boolean }): ReactElement {
  const { t } = useTranslation();
  const words = useWords();
  const { definition, state, name, when } = silence;
  const from = useDayAndTime(definition.from);
  const until = useDayAndTime(definition.until);
  const end = (): void =>
    void endWithUndo('silence', definition, {
      done: t('noise.silence.wasEnded', { name }),
      undo: t('noise.undo'),
      undone: t('noise.silence.isBack', { name }),
    });
  const span =
    state === 'ended'
      ? t('noise.silence.endedAt', { until })
      : state === 'coming'
        ? t('noise.silence.fromUntil', { from, until })
        : t('noise.silence.until', { until });
  return (
    <Item
      of={silence}
      state={t(`noise.silence.${state}`)}
      holds={state === 'active'}
      faded={state === 'ended'}
      buttons={
        mayEnd ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t(state === 'coming' ? 'noise.silence.cancelOf' : 'noise.silence.endOf', { name })}
            onClick={end}
          >
            {t(state === 'coming' ? 'noise.maintenance.remove' : 'noise.silence.end')}
          </Button>
        ) : undefined
      }
    >
      <p>
        {words(when)} · <TimeAt at={definition.until}>{span}</TimeAt>
      </p>
    </Item>
  );
}
