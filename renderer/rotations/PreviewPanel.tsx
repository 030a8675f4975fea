import { Loader } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditPreview } from '../../shared/schedule-view/schedule-view.ts';
import { BeforeAfter } from './BeforeAfter.tsx';
import { FindingShape } from './finding-look.tsx';
import { groupFindings } from './group-findings.ts';
import { PersonImpact } from './PersonImpact.tsx';
import css from './PreviewPanel.module.css';
import { useFindingText } from './use-finding-text.ts';
import { isHole } from '../../shared/coverage/finding.ts';

/** What an edit would do before it is made: the days on screen, each person, and what would be wrong. */
export function PreviewPanel({ preview, checking }: { preview: EditPreview | undefined; checking: boolean }): ReactElement | null {
  const { t } = useTranslation();
  if (!preview && !checking) {
    return null;
  }
  return (
    <section className={css['preview']} aria-label={t('rotations.preview.title')} aria-live="polite" aria-busy={checking}>
      <h3>{t('rotations.preview.title')}</h3>
      {preview ? (
        <Known preview={preview} />
      ) : (
        <p className={css['soft']}>
          <Loader size={14} /> {t('rotations.preview.checking')}
        </p>
      )}
    </section>
  );
}

function Known({ preview }: { preview: EditPreview }): ReactElement {
  const { t } = useTranslation();
  const text = useFindingText();
  const { people, newFindings } = preview;
  return (
    <>
      <BeforeAfter preview={preview} />
      {people.length === 0 ? (
        <p className={css['soft']}>{t('rotations.preview.nothing')}</p>
      ) : (
        <ul className={css['people']} aria-label={t('rotations.preview.people')}>
          {people.map((impact) => (
            <PersonImpact key={impact.person} impact={impact} />
          ))}
        </ul>
      )}
      {newFindings.length > 0 && (
        <ul className={css['findings']} aria-label={t('rotations.preview.findings')}>
          {groupFindings(newFindings).map(({ key, first, all }) => (
            <li key={key} data-hole={isHole(first) || undefined}>
              <FindingShape finding={first} />
              <span>
                {text(first)}
                {all.length > 1 && ` ${t('rotations.finding.again', { count: all.length - 1 })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
