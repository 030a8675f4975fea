import { IconBellRinging } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import css from './SectionHeading.module.css';
import type { SectionName } from './sections.ts';

/** The name of a stretch of the queue and how many it holds. */
export function SectionHeading({ section, count }: { section: SectionName; count: number }): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <div role="row" className={css['heading']} data-section={section}>
      <span role="gridcell">
        {section === 'mine' && <IconBellRinging size={14} aria-hidden />}
        {t(`queue.section.${section}`)} <span className={css['count']}>{count.toLocaleString(i18n.language)}</span>
      </span>
    </div>
  );
}
