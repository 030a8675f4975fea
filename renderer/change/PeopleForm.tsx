import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../stores/change-store.ts';
import { useDesk } from '../stores/desk-store.ts';
import { useNames } from '../ui/use-names.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { PeopleField } from './PeopleField.tsx';
import { PersonField } from './PersonField.tsx';
import { useMakeChange } from './use-make-change.ts';

type ToPeople = 'reassign' | 'hand-over' | 'add-responders';

/** Brings people to an incident: in place of the policy's, in place of its holder, or beside them. One is handed over to, several may be asked. */
export function PeopleForm({ change }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const names = useNames();
  const name = change.name as ToPeople;
  const { row } = change;
  const everyone = useDesk((desk) => desk.people);
  const me = useDesk((desk) => desk.me?.id);
  const [chosen, setChosen] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const { problem, sending, make } = useMakeChange(row, name);
  // One may take an incident oneself; nobody asks or hands over to themselves.
  const people = name === 'reassign' ? everyone : everyone.filter(({ id }) => id !== me);
  const send = (): void => {
    setTried(true);
    const [to] = chosen;
    if (to === undefined) {
      return;
    }
    const who = names.plain(everyone.filter(({ id }) => chosen.includes(id)));
    make(name === 'hand-over' ? { to } : { people: chosen }, t(`change.dialog.${name}.done`, { number: row.number, who }));
  };
  const label = t(`change.dialog.${name}.label`);
  const missing = tried && chosen.length === 0 ? t('change.needPeople') : undefined;
  return (
    <ChangeForm name={name} problem={problem} sending={sending} onSubmit={send}>
      {name === 'hand-over' ? (
        <PersonField
          label={label}
          people={people}
          value={chosen[0]}
          error={missing}
          onChange={(id) => setChosen(id === undefined ? [] : [id])}
        />
      ) : (
        <PeopleField label={label} people={people} value={chosen} error={missing} onChange={setChosen} />
      )}
    </ChangeForm>
  );
}
