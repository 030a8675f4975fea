import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchPreview } from '../../shared/noise-view/preview.ts';
import { saidByEngine } from '../i18n/engine-sentences.ts';
import { SeverityShape } from '../ui/SeverityShape.tsx';
import css from './MatchList.module.css';

/** What a silence or a window would fit, before it is made. */
export function MatchList({ preview }: { preview: MatchPreview | { problem: string } | undefined }): ReactElement {
  const { t } = useTranslation();
  return (
    <section className={css['matches']} aria-label={t('noise.preview.title')} aria-live="polite">
      <h3>{t('noise.preview.title')}</h3>
      {preview === undefined ? (
        <p>{t('noise.preview.none')}</p>
      ) : 'problem' in preview ? (
        <p>{saidByEngine(preview.problem)}</p>
      ) : (
        <>
          <p>
            {preview.open + preview.over === 0
              ? t('noise.preview.nothing')
              : `${t('noise.preview.open', { count: preview.open })} ${t('noise.preview.over', { count: preview.over })}`}
          </p>
          {preview.newest.length > 0 && (
            <ul>
              {preview.newest.map(({ id, number, title, severity, service, status }) => (
                <li key={id}>
                  <SeverityShape severity={severity} size={13} />
                  <span className={css['title']} title={title}>
                    #{number} {title}
                  </span>
                  <span className={css['soft']}>
                    {service} · {t(`status.${status}`)}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {preview.open > 0 && <p className={css['soft']}>{t('noise.preview.goesOn')}</p>}
        </>
      )}
    </section>
  );
}
