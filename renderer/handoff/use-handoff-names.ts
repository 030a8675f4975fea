import { useTranslation } from 'react-i18next';
import type { Handoff } from '../../shared/handoff/handoff.ts';
import { useDesk } from '../stores/desk-store.ts';

/** The names a handoff carries as ids. */
export function useHandoffNames(handoff: Handoff): { from: string; to: string; schedule: string } {
  const { t } = useTranslation();
  const people = useDesk((desk) => desk.people);
  const onCall = useDesk((desk) => desk.onCall);
  const nameOf = (id: string | undefined): string => people.find((person) => person.id === id)?.name ?? id ?? t('people.somebody');
  return {
    from: nameOf(handoff.from),
    to: nameOf(handoff.to),
    schedule: onCall.find(({ schedule }) => schedule.id === handoff.schedule)?.schedule.name ?? handoff.schedule,
  };
}
