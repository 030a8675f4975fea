import { Button } from '@mantine/core';
import { IconDoorEnter, IconSpeakerphone, IconVideo } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TellingView } from '../../shared/delivery/telling-view.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { openChange } from '../stores/change-store.ts';
import { openLink } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useNames } from '../ui/use-names.ts';
import { useDayAndTime } from '../ui/use-times.ts';
import { FollowUps } from './FollowUps.tsx';
import quoted from './OutboundAction.module.css';
import css from './Telling.module.css';

const shownAtFirst = 2;

/** Who is told of an incident, and where: the rooms, what was said inside, the bridge, and what is to be done afterwards. */
export function Telling({ row, telling }: { row: IncidentRow; telling: TellingView | undefined }): ReactElement | null {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const mayTell = useDesk((desk) => desk.me?.role !== 'stakeholder');
  if (!telling) {
    return null;
  }
  const { rooms, bridge, followUps } = telling;
  // What is for customers stands among the outbound actions, with who approves it.
  const posts = telling.updates.filter((post) => post.for !== 'customers' && post.for !== 'public');
  const shown = all ? posts : posts.slice(0, shownAtFirst);
  return (
    <section className={css['telling']} aria-label={t('told.title')}>
      <div className={css['head']}>
        <h3>{t('told.title')}</h3>
        {bridge !== undefined && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconVideo size={15} aria-hidden />}
            title={bridge}
            onClick={() => openLink(bridge)}
          >
            {t('told.join')}
          </Button>
        )}
        {mayTell && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconSpeakerphone size={15} aria-hidden />}
            onClick={() => openChange('update', row)}
          >
            {t('told.post')}
          </Button>
        )}
      </div>
      {rooms.length === 0 ? (
        <p className={css['soft']}>{t('told.noRooms')}</p>
      ) : (
        <ul className={css['rooms']} aria-label={t('told.rooms')}>
          {rooms.map((room) => (
            <Room key={room.id} room={room} />
          ))}
        </ul>
      )}
      {shown.map((post) => (
        <Post key={post.id} row={row} post={post} mayTell={mayTell} />
      ))}
      {posts.length > shown.length && (
        <Button className={css['make']} size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t('told.more', { count: posts.length - shown.length })}
        </Button>
      )}
      <FollowUps row={row} followUps={followUps} mayTell={mayTell} />
    </section>
  );
}

function Room({ room: { name, purpose, audience, at } }: { room: TellingView['rooms'][number] }): ReactElement {
  const { t } = useTranslation();
  const time = useDayAndTime(at);
  return (
    <li title={t('told.roomAt', { purpose: [audience, purpose].filter(Boolean).join('. '), at: time }).trim()}>
      <IconDoorEnter size={14} aria-hidden />
      {name}
    </li>
  );
}

function Post({ row, post, mayTell }: { row: IncidentRow; post: TellingView['updates'][number]; mayTell: boolean }): ReactElement {
  const { t } = useTranslation();
  const names = useNames();
  const at = useDayAndTime(post.at);
  const audience = t(`told.audience.${post.for}`);
  return (
    <article className={css['post']}>
      <div className={css['line']}>
        <h4>{t('told.kindFor', { kind: t(`told.${post.kind}`), audience })}</h4>
        <span className={css['soft']}>
          <TimeAt at={post.at}>{post.by ? t('told.by', { who: names.one(post.by), at }) : t('told.byOperator', { at })}</TimeAt>
        </span>
      </div>
      <blockquote className={quoted['text']}>{post.text}</blockquote>
      <p className={css['soft']}>
        {post.rooms.length === 0 ? t('told.nowhere') : t('told.hint.rooms', { rooms: post.rooms.map(({ name }) => name).join(', ') })}
      </p>
      {mayTell && (
        <Button className={css['make']} size="compact-xs" variant="subtle" onClick={() => openChange('follow-up', row, post.id)}>
          {t('told.makeFollowUp')}
        </Button>
      )}
    </article>
  );
}
