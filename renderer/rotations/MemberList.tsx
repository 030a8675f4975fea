import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayerView, MemberView } from '../../shared/schedule-view/schedule-view.ts';
import css from './LayersPanel.module.css';
import { PersonMark } from './PersonMark.tsx';
import { openRotationDialog } from './rotation-dialog-store.ts';
import { useShown } from './shown.ts';

/** The people of a rotation in the order of their turns; a lead moves them by button or by dragging. */
export function MemberList({ layer, name }: { layer: LayerView; name: string }): ReactElement {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  return (
    <ol className={css['members']} aria-label={t('rotations.member.of', { layer: name })}>
      {layer.members.map((member, index) => (
        <Member
          key={member.id}
          layer={layer}
          member={member}
          index={index}
          isOver={over === member.id && dragged !== member.id}
          drag={{
            start: () => setDragged(member.id),
            over: () => setOver(member.id),
            end: () => {
              setDragged(undefined);
              setOver(undefined);
            },
            drop: () => {
              if (dragged !== undefined && dragged !== member.id) {
                const others = layer.members.filter(({ id }) => id !== dragged);
                const after = others[others.findIndex(({ id }) => id === member.id) - 1]?.id ?? null;
                openRotationDialog({ kind: 'move-member', layer: layer.id, member: dragged, after });
              }
            },
          }}
        />
      ))}
    </ol>
  );
}

interface MemberProps {
  layer: LayerView;
  member: MemberView;
  index: number;
  isOver: boolean;
  drag: { start(): void; over(): void; end(): void; drop(): void };
}

function Member({ layer, member, index, isOver, drag }: MemberProps): ReactElement {
  const { t } = useTranslation();
  const { view, at } = useShown();
  const { members } = layer;
  const move = (after: string | null) => () => openRotationDialog({ kind: 'move-member', layer: layer.id, member: member.id, after });
  const who = { who: member.person.name };
  const dragging = view.mayEdit
    ? {
        draggable: true,
        onDragStart: (event: React.DragEvent) => {
          event.dataTransfer.setData('text/plain', member.person.name);
          drag.start();
        },
        onDragOver: (event: React.DragEvent) => {
          event.preventDefault();
          drag.over();
        },
        onDragEnd: drag.end,
        onDrop: (event: React.DragEvent) => {
          event.preventDefault();
          drag.drop();
          drag.end();
        },
      }
    : {};
  return (
    <li className={css['member']} data-over={isOver || undefined} {...dragging}>
      <span className={css['place']}>{index + 1}</span>
      <span className={css['who']}>
        <PersonMark person={member.person} />
        {member.from !== undefined && <span className={css['soft']}>{t('rotations.member.from', { at: at(member.from) })}</span>}
        {member.until !== undefined && <span className={css['soft']}>{t('rotations.member.until', { at: at(member.until) })}</span>}
      </span>
      {view.mayEdit && (
        <span className={css['tools']}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('rotations.member.up', who)}
            disabled={index === 0}
            onClick={move(members[index - 2]?.id ?? null)}
          >
            <IconChevronUp size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('rotations.member.down', who)}
            disabled={index === members.length - 1}
            onClick={move(members[index + 1]?.id ?? null)}
          >
            <IconChevronDown size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('rotations.member.remove', who)}
            disabled={members.length === 1}
            onClick={() => openRotationDialog({ kind: 'remove-member', layer: layer.id, member: member.id })}
          >
            <IconX size={15} aria-hidden />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}
