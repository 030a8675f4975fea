import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaintenanceView } from '../../shared/noise-view/noise-view.ts';
import { openNoiseForm } from '../stores/noise-store.ts';
import { Section } from '../ui/Screen.tsx';
import { useLocale } from '../ui/use-locale.ts';
import { useWords } from '../ui/use-words.ts';
import { Item } from './Item.tsx';
import { NextTimes } from './NextTimes.tsx';
import css from './Noise.module.css';
import { endWithUndo } from './use-define.ts';

/** Maintenance windows with the next times they last. */
export function MaintenanceList({ windows, mayPlan }: { windows: readonly MaintenanceView[]; mayPlan: boolean }): ReactElement {
  const { t } = useTranslation();
  const add = mayPlan && (
    <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => openNoiseForm('maintenance')}>
      {t('noise.maintenances.add')}
    </Button>
  );
  return (
    <Section title={t('noise.maintenances.title')} aside={add}>
      {windows.length === 0 ? (
        <p className={css['none']}>
          {t('noise.maintenances.none')} {!mayPlan && t('noise.maintenances.forLeads')}
        </p>
      ) : (
        <ul className={css['list']}>
          {windows.map((window) => (
            <OneWindow key={window.id} window={window} mayRemove={mayPlan} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function OneWindow({ window, mayRemove }: { window: MaintenanceView; mayRemove: boolean }): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const words = useWords();
  const { name, services, when, next, isNow, definition } = window;
  const state = isNow ? 'now' : next.length > 0 ? 'planned' : 'over';
  const remove = (): void =>
    void endWithUndo('maintenance', definition, {
      done: t('noise.maintenance.wasRemoved', { name }),
      undo: t('noise.undo'),
      undone: t('noise.maintenance.isBack', { name }),
    });
  const named = new Intl.ListFormat(locale, { type: 'conjunction' }).format(services.map((service) => service.name));
  return (
    <Item
      of={window}
      state={t(`noise.maintenance.${state}`)}
      holds={isNow}
      faded={state === 'over'}
      buttons={
        mayRemove ? (
          <Button size="compact-sm" variant="default" aria-label={t('noise.maintenance.removeOf', { name })} onClick={remove}>
            {t('noise.maintenance.remove')}
          </Button>
        ) : undefined
      }
    >
      {services.length > 0 && (
        <p>
          <span className={css['soft']}>{t('noise.maintenance.services')}</span> {named}
        </p>
      )}
      {when && <p>{t('noise.maintenance.when', { when: words(when) })}</p>}
      <NextTimes next={next} zone={definition.weekly?.zone} />
    </Item>
  );
}
