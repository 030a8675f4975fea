import { Select } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../shared/explain/explanation.ts';
import { tellExplanation } from '../../shared/explain/sentences.ts';
import { bridge } from '../stores/bridge.ts';
import { useDesk } from '../stores/desk-store.ts';
import { useLocale } from '../ui/use-locale.ts';
import { useTimes } from '../ui/use-times.ts';
import css from './WhyPaged.module.css';

/** "Why was somebody paged, or why not?", for whoever is chosen. */
export function AskWhy({ incident }: { incident: string }): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const times = useTimes();
  const people = useDesk((desk) => desk.people);
  const [answer, setAnswer] = useState<Explanation>();
  const ask = async (person: string | null): Promise<void> => {
    setAnswer(person === null ? undefined : await bridge().request('incident:explain', { id: incident, person }));
  };
  const told = answer && tellExplanation(answer, locale, times.toTheSecond);
  return (
    <div className={css['ask']}>
      <Select
        size="xs"
        label={t('incident.why.ask')}
        placeholder={t('incident.why.askWhom')}
        searchable
        clearable
        nothingFoundMessage={t('incident.why.askNobody')}
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(person) => void ask(person)}
      />
      <div aria-live="polite">
        {told?.because.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}
