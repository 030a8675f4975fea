import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import css from './PeopleStrip.module.css';
import { PersonMark } from './PersonMark.tsx';
import { openRotationDialog } from './rotation-dialog-store.ts';
import { useShown } from './shown.ts';
import { personDrag } from './use-bar-drag.ts';

/** Everybody who could be put on call: dragged onto the time line, or chosen by key. */
export function PeopleStrip(): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  return (
    <div className={css['strip']} role="group" aria-label={t('rotations.people.label')}>
      <span className={css['how']}>{t('rotations.people.how')}</span>
      {view.people.map((person) => (
        <button
          key={person.id}
          type="button"
          className={css['person']}
          draggable
          onDragStart={(event) => {
            event.dataTransfer.setData(personDrag, person.id);
            event.dataTransfer.effectAllowed = 'copy';
          }}
          onClick={() => openRotationDialog({ kind: 'override', draft: { person: person.id } })}
        >
          <PersonMark person={person} />
        </button>
      ))}
    </div>
  );
}
