import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRole } from '../../shared/incident/incident-events.ts';
import type { Change } from '../stores/change-store.ts';
import { useDesk } from '../stores/desk-store.ts';
import { useIncident } from '../stores/incident-store.ts';
import { useNames } from '../ui/use-names.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { PersonField } from './PersonField.tsx';
import { useMakeChange } from './use-make-change.ts';

const roles: readonly IncidentRole[] = ['commander', 'communications', 'vendor'];

/** Says who leads the incident, speaks for it or deals with a vendor. It begins with whoever has the role now. */
export function RoleForm({ change: { row } }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const names = useNames();
  const people = useDesk((desk) => desk.people);
  const given = useIncident(({ id, detail }) => (id === row.id ? detail?.roles : undefined));
  const [role, setRole] = useState<IncidentRole>('commander');
  const [chosen, setChosen] = useState<string>();
  const [tried, setTried] = useState(false);
  const { problem, sending, make } = useMakeChange(row, 'role');
  const person = chosen ?? given?.find((each) => each.role === role)?.person.id;
  const send = (): void => {
    setTried(true);
    if (person !== undefined) {
      const who = names.plain(people.filter(({ id }) => id === person));
      make({ role, person }, t('change.dialog.role.done', { number: row.number, who, role: t(`incident.timeline.role.${role}`) }));
    }
  };
  return (
    <ChangeForm name="role" problem={problem} sending={sending} onSubmit={send}>
      <ChoiceField
        label={t('change.dialog.role.role')}
        options={roles.map((value) => ({ value, label: t(`change.role.${value}`) }))}
        value={role}
        onChange={setRole}
      />
      <PersonField
        label={t('change.dialog.role.label')}
        people={people}
        value={person}
        first={false}
        error={tried && person === undefined ? t('change.needPeople') : undefined}
        onChange={setChosen}
      />
    </ChangeForm>
  );
}
