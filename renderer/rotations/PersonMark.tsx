import type { ReactElement } from 'react';
import type { Named } from '../../shared/queue/row.ts';
import { useNames } from '../ui/use-names.ts';
import { useTranslation } from 'react-i18next';
import { initialsOf } from './colours.ts';
import css from './PersonMark.module.css';
import { useShown } from './shown.ts';

/** A person by their colour, initials and name. */
export function PersonMark({ person }: { person: Named }): ReactElement {
  const { t } = useTranslation();
  const { colourOf } = useShown();
  const { isMe } = useNames();
  return (
    <span className={css['person']}>
      <span className={css['mark']} style={colourOf(person.id)} aria-hidden>
        {initialsOf(person.name)}
      </span>
      <span className={css['name']}>{isMe(person) ? t('oncall.you', { name: person.name }) : person.name}</span>
    </span>
  );
}
