import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../shared/alert/alert.ts';
import css from './Evidence.module.css';

/** The only types a picture may have, whatever is said of it: the address is made from these and from nothing that was sent. */
const pictures: Readonly<Partial<Record<Attachment['type'], string>>> = {
  'image/png': 'data:image/png;base64,',
  'image/jpeg': 'data:image/jpeg;base64,',
  'image/webp': 'data:image/webp;base64,',
  'image/gif': 'data:image/gif;base64,',
};
const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Logs as text that opens at a press, and pictures as pictures; nothing of it is ever read as a page. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }): ReactElement | null {
  const { t } = useTranslation();
  if (attachments.length === 0) {
    return null;
  }
  return (
    <section className={css['part']} aria-label={t('evidence.attachments')}>
      <h3>{t('evidence.attachments')}</h3>
      <ul>
        {attachments.map((attachment, index) => (
          // Two attachments may have one name.
          <li key={`${index} ${attachment.name}`}>
            <OneAttachment attachment={attachment} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneAttachment({ attachment }: { attachment: Attachment }): ReactElement {
  const { t } = useTranslation();
  const { name } = attachment;
  if (attachment.type === 'text/plain') {
    return (
      <details className={css['log']}>
        <summary>{name}</summary>
        {/* A region that scrolls has to take the focus, or the keyboard could not scroll it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre tabIndex={0} aria-label={name}>
          {attachment.text}
        </pre>
      </details>
    );
  }
  const begins = pictures[attachment.type];
  if (begins === undefined || !isBase64.test(attachment.base64)) {
    return <span className={css['soft']}>{t('evidence.notShown', { name })}</span>;
  }
  return (
    <figure className={css['picture']}>
      <img src={`${begins}${attachment.base64}`} alt={name} />
      <figcaption className={css['soft']} aria-hidden>
        {name}
      </figcaption>
    </figure>
  );
}
